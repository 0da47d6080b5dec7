package io.geckos.storage.fs.testkit.disk;

import java.util.List;

/** One thing that happened while a storage ran, as far as a crash may undo it or a promise may hang on it. */
public sealed interface DiskChange {
    /** A directory came to be; it has no name yet. */
    record MadeDirectory(int number) implements DiskChange {}

    /** A file came to be, or what is in it changed. */
    record Wrote(int file, DiskImage.Content content) implements DiskChange {}

    /**
     * Entries of directories changed.
     *
     * @param edits in the order in which they reach a disk that does not write them at once: a file is never without a
     *     name in between
     * @param atOnce whether they always reach the disk together
     */
    record Named(List<DiskImage.Edit> edits, boolean atOnce) implements DiskChange {}

    /** All that was written to a file is on the disk. */
    record SyncedFile(int file) implements DiskChange {}

    /** All that was changed in a directory is on the disk. */
    record SyncedDirectory(int directory) implements DiskChange {}

    /** Somebody made a call, the how manieth of the run. */
    record Began(int call) implements DiskChange {}

    /** A call was answered. */
    record Ended(int call, String outcome) implements DiskChange {}
}
