package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a process holds open of a file system in memory: counts it, and refuses what has been closed. */
final class HandleTracker {
    private int open;

    /** A number that somebody holds. */
    final class Handle implements DirectoryHandle, FileHandle {
        private final int number;
        private final String path;
        private final @Nullable FileStatus opened;
        private boolean closed;

        private Handle(int number, String path, @Nullable FileStatus opened) {
            this.number = number;
            this.path = path;
            this.opened = opened;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public FileStatus opened() {
            return Objects.requireNonNull(opened, "not opened for reading");
        }

        @Override
        public void close() {
            HandleTracker.this.close(this);
        }
    }

    Handle open(int number, String path) {
        return open(number, path, null);
    }

    /** Opens for reading what {@code opened} was said of. */
    synchronized Handle open(int number, String path, @Nullable FileStatus opened) {
        open++;
        return new Handle(number, path, opened);
    }

    private synchronized void close(Handle handle) {
        if (!handle.closed) {
            handle.closed = true;
            open--;
        }
    }

    /** How many are open. */
    synchronized int open() {
        return open;
    }

    int number(DirectoryHandle dir) {
        return number((Handle) dir);
    }

    int number(FileHandle file) {
        return number((Handle) file);
    }

    private synchronized int number(Handle handle) {
        if (handle.closed) {
            throw new IllegalStateException("closed: " + handle.path);
        }
        return handle.number;
    }
}
