package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.DirectoryHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The open data directory. Another directory may take its path meanwhile; then {@link #reopen} opens that one. */
final class LinuxRootHandle implements AutoCloseable {
    private final Path location;
    private final Queue<LinuxHandle> replaced = new ConcurrentLinkedQueue<>();
    private volatile LinuxHandle current;
    private volatile boolean journaled;

    private LinuxRootHandle(Path location, LinuxHandle current) {
        this.location = location;
        this.current = current;
        this.journaled = MetadataJournal.isOf(current);
    }

    /** Opens it; empty if the system is not Linux, or the kernel is too old or forbids these calls (seccomp). */
    static Optional<LinuxRootHandle> open(Path location) {
        if (!Syscalls.isKnown()) {
            return Optional.empty();
        }
        LinuxHandle current = openRoot(location);
        return current == null ? Optional.empty() : Optional.of(new LinuxRootHandle(location, current));
    }

    private static @Nullable LinuxHandle openRoot(Path location) {
        try (Syscalls kernel = new Syscalls()) {
            long fd = LinuxOpen.open(
                    kernel, LinuxOpen.AT_FDCWD, location.toString(), LinuxOpen.DIRECTORY, LinuxOpen.NO_RESOLVE_FLAGS);
            return fd < 0 ? null : new LinuxHandle(fd, "", null);
        }
    }

    /** The directory as it was opened last. */
    LinuxHandle current() {
        return current;
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

    /** Opens the directory that has the path now, as the new {@link #current}; false if there is none. */
    boolean reopen() {
        LinuxHandle next = openRoot(location);
        if (next == null) {
            return false;
        }
        // Running calls may still use it. Closing it would free its descriptor for another file.
        replaced.add(current);
        // Running calls may still write to the replaced one.
        journaled = journaled && MetadataJournal.isOf(next);
        current = next;
        return true;
    }

    @Override
    public void close() {
        current.close();
        replaced.forEach(LinuxHandle::close);
    }
}
