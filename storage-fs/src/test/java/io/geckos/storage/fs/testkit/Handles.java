package io.geckos.storage.fs.testkit;

import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a process holds open of a file system in memory: counts it, and refuses what has been closed. */
final class Handles {
    private int open;

    /** A number that somebody holds. */
    final class Handle implements OpenDir, OpenFile {
        private final int number;
        private final String path;
        private final @Nullable Stat opened;
        private boolean closed;

        private Handle(int number, String path, @Nullable Stat opened) {
            this.number = number;
            this.path = path;
            this.opened = opened;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Stat opened() {
            return Objects.requireNonNull(opened, "not opened for reading");
        }

        @Override
        public void close() {
            Handles.this.close(this);
        }
    }

    Handle open(int number, String path) {
        return open(number, path, null);
    }

    /** Opens for reading what {@code opened} was said of. */
    synchronized Handle open(int number, String path, @Nullable Stat opened) {
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

    int number(OpenDir dir) {
        return number((Handle) dir);
    }

    int number(OpenFile file) {
        return number((Handle) file);
    }

    private synchronized int number(Handle handle) {
        if (handle.closed) {
            throw new IllegalStateException("closed: " + handle.path);
        }
        return handle.number;
    }
}
