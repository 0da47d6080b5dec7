package io.geckos.storage.fs.testkit.disk;

import java.util.List;

/** An event of a run that a crash may undo, or that a guarantee depends on. */
public sealed interface DiskChange {
    /** A directory was made; it has no name yet. */
    record MadeDirectory(int number) implements DiskChange {}

    /** A file was made, or its content changed. */
    record FileWritten(int file, DiskImage.Content content) implements DiskChange {}

    /**
     * Entries of directories changed.
     *
     * @param edits in the order in which they reach a disk that does not write them at once: a file is never without a
     *     name in between
     * @param together whether they always reach the disk together
     */
    record EntriesChanged(List<DiskImage.Edit> edits, boolean together) implements DiskChange {}

    /** All that was written to a file is on the disk. */
    record SyncedFile(int file) implements DiskChange {}

    /** All that was changed in a directory is on the disk. */
    record SyncedDirectory(int directory) implements DiskChange {}

    /** A call began; {@code call} is its number in the run. */
    record CallStarted(int call) implements DiskChange {}

    /** A call was answered. */
    record CallEnded(int call, String outcome) implements DiskChange {}
}
