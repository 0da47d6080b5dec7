package io.geckos.storage.fs.files;

/** Tells what changes in directories, whoever changes it. */
public interface DirectoryWatcher extends AutoCloseable {
    /** For where nothing can be watched. */
    DirectoryWatcher NONE = new DirectoryWatcher() {
        @Override
        public boolean watch(DirectoryHandle dir, Watch watch) {
            return false;
        }

        @Override
        public void unwatch(Watch watch) {
            // Nothing is watched.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /**
     * Begins to watch a directory; false if that cannot be. What changes before this returns may not be told. A directory
     * has one watch: the former is told that it has ended.
     */
    boolean watch(DirectoryHandle dir, Watch watch);

    /** Ends a watch, if it has not ended. */
    void unwatch(Watch watch);

    @Override
    void close();

    /** What is told of one directory, by a thread that waits for the answer. */
    interface Watch {
        /** A name has come, or gone. */
        void changed(String name, FileType type, boolean present);

        /** Anything may have changed, and nothing more will be told. */
        void ended();
    }
}
