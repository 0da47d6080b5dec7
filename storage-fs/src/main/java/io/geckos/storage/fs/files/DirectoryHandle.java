package io.geckos.storage.fs.files;

/** A directory held open: names given with it mean this directory, wherever it has been moved since. */
public interface DirectoryHandle extends AutoCloseable {
    /** Where it was found, below the data directory; for messages and for telling directories apart. */
    String path();

    @Override
    void close();
}
