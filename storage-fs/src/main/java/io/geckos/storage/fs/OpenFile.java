package io.geckos.storage.fs;

/** A regular file held open. */
interface OpenFile extends AutoCloseable {
    /** Where it was found, below the data directory; for messages. */
    String path();

    @Override
    void close();
}
