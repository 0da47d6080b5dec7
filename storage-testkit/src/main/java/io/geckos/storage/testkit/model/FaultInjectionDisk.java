package io.geckos.storage.testkit.model;

import io.geckos.domain.engine.Storage;

/** A storage on a simulated disk that a test can make fail. */
public interface FaultInjectionDisk extends AutoCloseable {
    /** The storage as it was started last. */
    Storage storage();

    /** The number of changes on the disk since the last start. */
    int changes();

    /**
     * Lets {@code after} more operations succeed and makes the next one fail. {@code way} chooses the kind of failure.
     */
    void fail(int after, int way);

    /** Tells whether an operation has failed since the last start. */
    boolean hasFailed();

    /**
     * Simulates a loss of power after that number of changes, and starts the storage with the data that the disk has
     * kept. The storage must not be in use meanwhile.
     *
     * @param seed chooses which of the unsynced changes the disk has kept
     */
    void cut(int changes, long seed);

    @Override
    void close();
}
