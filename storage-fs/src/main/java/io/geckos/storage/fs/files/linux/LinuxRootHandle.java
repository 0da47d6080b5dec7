package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.DirectoryHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The data directory held open, which others may replace by another under the same path. */
final class LinuxRootHandle implements AutoCloseable {
    private final Path location;
    private final Queue<LinuxHandle> former = new ConcurrentLinkedQueue<>();
    private volatile LinuxHandle now;
    private volatile boolean journaled;

    private LinuxRootHandle(Path location, LinuxHandle now) {
        this.location = location;
        this.now = now;
        this.journaled = MetadataJournal.isOf(now);
    }

    /** Empty where the kernel is not Linux, or too old, or keeps such calls from this process. */
    static Optional<LinuxRootHandle> open(Path location) {
        if (!Syscalls.isKnown()) {
            return Optional.empty();
        }
        LinuxHandle now = fd(location);
        return now == null ? Optional.empty() : Optional.of(new LinuxRootHandle(location, now));
    }

    private static @Nullable LinuxHandle fd(Path location) {
        try (Syscalls kernel = new Syscalls()) {
            long fd = LinuxOpen.open(
                    kernel, LinuxOpen.NOWHERE, location.toString(), LinuxOpen.DIRECTORY, LinuxOpen.ANYWHERE);
            return fd < 0 ? null : new LinuxHandle(fd, "", null);
        }
    }

    /** The directory as it was opened last. */
    LinuxHandle now() {
        return now;
    }

    /** Tells whether it is on a file system that keeps the order of changes. */
    boolean isJournaled() {
        return journaled;
    }

    /** Tells whether the path of {@code dir}, which is in the data directory, still leads there. */
    boolean isInPlace(DirectoryHandle dir) {
        try (Syscalls kernel = new Syscalls()) {
            Statx.Identity there = Statx.identity(kernel, location.resolve(dir.path()));
            Statx.Identity held = Statx.identity(kernel, dir);
            return there != null && held != null && there.isSameAs(held);
        }
    }

    /** From now on {@link #now} is what the path leads to now; false if that is no directory. */
    boolean reopen() {
        LinuxHandle next = fd(location);
        if (next == null) {
            return false;
        }
        // Calls under way may still use it, and its number must not come to mean something else.
        former.add(now);
        // Calls under way may still write to the one before.
        journaled = journaled && MetadataJournal.isOf(next);
        now = next;
        return true;
    }

    @Override
    public void close() {
        now.close();
        former.forEach(LinuxHandle::close);
    }
}
