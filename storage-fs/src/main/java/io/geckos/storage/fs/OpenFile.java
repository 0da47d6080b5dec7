package io.geckos.storage.fs;

/** A regular file held open. */
interface OpenFile extends AutoCloseable {
    /** Where it was found, below the data directory; for messages. */
    String path();

    /** What was said of it when it was opened for reading. */
    Stat opened();

    @Override
    void close();
}
