package io.geckos.storage.testkit.contract;

import io.geckos.domain.engine.Storage;

/** The common base of suites that open the storage a second time. */
public abstract class ReopenedContract extends MultipartContract {
    /**
     * Closes {@code storage} and opens it again with its data. An adapter without lasting data returns {@code storage}
     * unchanged.
     */
    protected Storage reopen(Storage closing) {
        return closing;
    }
}
