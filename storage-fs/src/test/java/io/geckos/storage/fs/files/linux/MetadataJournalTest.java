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
    private static final Path BLOCK_DEVICES = Path.of("/sys/dev/block");
    private static final Path EXT4 = Path.of("/sys/fs/ext4");
    private static final Path JOURNALS = Path.of("/proc/fs/jbd2");

    @Test
    void whatIsNoDiskHasNone() {
        assertFalse(isJournaled(Path.of("/proc")));
    }

    /** What the kernel lists as journals is told elsewhere than what is asked. */
    @Test
    void aDiskHasOneIfTheKernelListsIt(@TempDir Path directory) throws IOException {
        long device = (long) Files.getAttribute(directory, "unix:dev");
        Path numbers =
                BLOCK_DEVICES.resolve(((device >> 8) & 0xfff) + ":" + ((device & 0xff) | ((device >> 12) & 0xfff00)));
        assertEquals(Files.exists(numbers) && isListed(numbers.toRealPath().getFileName()), isJournaled(directory));
    }

    private static boolean isListed(Path name) throws IOException {
        try (Stream<Path> journals = Files.isDirectory(JOURNALS) ? Files.list(JOURNALS) : Stream.empty()) {
            return Files.exists(EXT4.resolve(name))
                    && journals.anyMatch(
                            journal -> journal.getFileName().toString().startsWith(name + "-"));
        }
    }

    private static boolean isJournaled(Path directory) {
        try (LinuxRootHandle root = LinuxRootHandle.open(directory).orElseThrow()) {
            return root.isJournaled();
        }
    }
}
