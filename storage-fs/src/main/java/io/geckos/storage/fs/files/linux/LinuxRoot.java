package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.OpenDir;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The data directory held open, which others may replace by another under the same path. */
final class LinuxRoot implements AutoCloseable {
    private final Path location;
    private final Queue<Fd> former = new ConcurrentLinkedQueue<>();
    private volatile Fd now;

    private LinuxRoot(Path location, Fd now) {
        this.location = location;
        this.now = now;
    }

    /** Empty where the kernel is not Linux, or too old, or keeps such calls from this process. */
    static Optional<LinuxRoot> open(Path location) {
        if (!Kernel.isKnown()) {
            return Optional.empty();
        }
        Fd now = fd(location);
        return now == null ? Optional.empty() : Optional.of(new LinuxRoot(location, now));
    }

    private static @Nullable Fd fd(Path location) {
        try (Kernel kernel = new Kernel()) {
            long fd = LinuxOpen.open(
                    kernel, LinuxOpen.NOWHERE, location.toString(), LinuxOpen.DIRECTORY, LinuxOpen.ANYWHERE);
            return fd < 0 ? null : new Fd(fd, "", null);
        }
    }

    /** The directory as it was opened last. */
    Fd now() {
        return now;
    }

    /** Tells whether the path of {@code dir}, which is in the data directory, still leads there. */
    boolean isInPlace(OpenDir dir) {
        try (Kernel kernel = new Kernel()) {
            Statx.Identity there = Statx.identity(kernel, location.resolve(dir.path()));
            Statx.Identity held = Statx.identity(kernel, dir);
            return there != null && held != null && there.isSameAs(held);
        }
    }

    /** From now on {@link #now} is what the path leads to now; false if that is no directory. */
    boolean reopen() {
        Fd next = fd(location);
        if (next == null) {
            return false;
        }
        // Calls under way may still use it, and its number must not come to mean something else.
        former.add(now);
        now = next;
        return true;
    }

    @Override
    public void close() {
        now.close();
        former.forEach(Fd::close);
    }
}
