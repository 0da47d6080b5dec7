package io.geckos.storage.fs.volume;

import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * How much room the data directory's disk has.
 *
 * @param reserve bytes that uploads leave free
 */
public record DiskSpace(FileOps files, long reserve) {
    /** Throws {@link StorageException.OutOfSpace} if so many bytes would not fit. */
    public void require(OptionalLong length) throws FileFault {
        if (length.isPresent()) {
            long usable = files.space().usable();
            if (length.getAsLong() > usable - reserve) {
                throw new StorageException.OutOfSpace(
                        length.getAsLong() + " bytes do not fit: " + usable + " are free, " + reserve + " reserved");
            }
        }
    }

    /** What is measured here. */
    public List<StorageGauge> measures() {
        return List.of(
                new StorageGauge(
                        "disk.free.bytes",
                        "What the disk still has for uploads",
                        false,
                        () -> figure(space -> Math.max(0, space.usable() - reserve))),
                new StorageGauge(
                        "disk.total.bytes", "How large the disk is", false, () -> figure(FileOps.Space::total)),
                new StorageGauge(
                        "disk.free.inodes",
                        "How many files the disk still has room for, NaN where that has no limit",
                        false,
                        () -> inodes(FileOps.Inodes::free)),
                new StorageGauge(
                        "disk.total.inodes",
                        "How many files the disk can take, NaN where that has no limit",
                        false,
                        () -> inodes(FileOps.Inodes::total)));
    }

    private double inodes(ToLongFunction<FileOps.Inodes> of) {
        double total = figure(space -> space.inodes().total());
        return total > 0 ? figure(space -> of.applyAsLong(space.inodes())) : Double.NaN;
    }

    private double figure(ToLongFunction<FileOps.Space> of) {
        try {
            return of.applyAsLong(files.space());
        } catch (FileFault _) {
            return Double.NaN;
        }
    }
}
