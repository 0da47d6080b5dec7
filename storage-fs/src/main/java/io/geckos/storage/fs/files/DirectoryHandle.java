package io.geckos.storage.fs.files;

/** An open directory. Names are resolved in this directory, even if it was renamed meanwhile. */
public interface DirectoryHandle extends AutoCloseable {
    /** The path at which it was opened, below the data directory. It serves messages and identifies directories. */
    String path();

    @Override
    void close();
}
