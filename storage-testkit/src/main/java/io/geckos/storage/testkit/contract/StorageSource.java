package io.geckos.storage.testkit.contract;

import io.geckos.domain.engine.Storage;

/** An adapter under test, as the suites see it: they open its storages, reopen them, and ask it to check them. */
@FunctionalInterface
public interface StorageSource {
    /** Opens an empty storage. The caller closes it. */
    Storage open();

    /**
     * Closes {@code storage} and opens it again with its data. An adapter without lasting data returns {@code storage}
     * unchanged.
     */
    default Storage reopen(Storage storage) {
        return storage;
    }

    /** Called after each test, before the storage is closed. An adapter can check here that nothing was left behind. */
    default void check() {}

    /** The number of runs of each race. An adapter with slow writes may return fewer. */
    default int rounds() {
        return 40;
    }
}
