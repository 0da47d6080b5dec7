package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells whether a file system writes its directories through a journal, which keeps the order of all changes. */
final class MetadataJournal {
    private static final long XFS = 0x58465342;

    /** Of ext2 and ext3, too. */
    private static final long EXT4 = 0xef53;

    private static final String NO_JOURNAL = "<none>";

    private MetadataJournal() {}

    /** True for XFS, and for ext4 unless it was made without a journal; false for all others, or if nobody can tell (ADR 30). */
    static boolean isOf(LinuxHandle directory) {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment statfs = kernel.allocate(128);
            if (kernel.call(SystemCall.FSTATFS, directory.number, statfs.address()) < 0) {
                return false;
            }
            // The whole word on some processors, and half of it on others.
            long type = statfs.getAtIndex(JAVA_LONG, 0) & 0xffffffffL;
            return type == XFS || (type == EXT4 && hasJournal(Statx.device(kernel, directory)));
        }
    }

    /** See {@code Documentation/ABI/testing/sysfs-fs-ext4} of Linux: the thread that writes the journal, if there is one. */
    private static boolean hasJournal(@Nullable String device) {
        if (device == null) {
            return false;
        }
        try {
            Path name =
                    Files.readSymbolicLink(Path.of("/sys/dev/block", device)).getFileName();
            String thread = Files.readString(Path.of("/sys/fs/ext4", String.valueOf(name), "journal_task"));
            return !thread.isBlank() && !thread.strip().equals(NO_JOURNAL);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
