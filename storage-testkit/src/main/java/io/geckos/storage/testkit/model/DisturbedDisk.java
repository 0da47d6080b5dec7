package io.geckos.storage.testkit.model;

import io.geckos.domain.engine.Storage;

/** A storage on a disk that fails when a test wants it to. */
public interface DisturbedDisk extends AutoCloseable {
    /** The storage since its last start. */
    Storage storage();

    /** How many changes the disk has been asked for since the last start. */
    int changes();

    /** From now on lets so many operations pass and refuses the one after them, in one of many ways. */
    void fail(int after, int way);

    /** Tells whether an operation was refused since the last start. */
    boolean hasFailed();

    /**
     * Goes back to when the disk had been asked for so many changes, as if the power had failed then, and starts the
     * storage with what the disk kept. Nobody uses the storage meanwhile.
     *
     * @param seed which of all that the disk may have kept it has
     */
    void cut(int changes, long seed);

    @Override
    void close();
}
