package io.geckos.storage.fs.files.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataJournalTest {
    private static final Path EXT4 = Path.of("/sys/fs/ext4");
    private static final Path JOURNALS = Path.of("/proc/fs/jbd2");

    @Test
    void whatIsNoDiskHasNone() {
        assertFalse(isJournaled(Path.of("/proc")));
    }

    /** Whether ext4 has one is told by a list of journals, too. */
    @Test
    void aDiskHasOneIfTheKernelListsIt(@TempDir Path directory) throws IOException {
        boolean expected = switch (Files.getFileStore(directory).type()) {
            case "xfs" -> true;
            case "ext4" -> Files.isDirectory(EXT4) && isListed(directory);
            default -> false;
        };
        assertEquals(expected, isJournaled(directory));
    }

    private static boolean isListed(Path directory) throws IOException {
        long device = (long) Files.getAttribute(directory, "unix:dev");
        Path numbers = Path.of(
                "/sys/dev/block", ((device >> 8) & 0xfff) + ":" + ((device & 0xff) | ((device >> 12) & 0xfff00)));
        String name = numbers.toRealPath().getFileName().toString();
        try (Stream<Path> journals = Files.isDirectory(JOURNALS) ? Files.list(JOURNALS) : Stream.empty()) {
            return journals.anyMatch(journal -> journal.getFileName().toString().startsWith(name + "-"));
        }
    }

    private static boolean isJournaled(Path directory) {
        try (LinuxRootHandle root = LinuxRootHandle.open(directory).orElseThrow()) {
            return root.isJournaled();
        }
    }
}
