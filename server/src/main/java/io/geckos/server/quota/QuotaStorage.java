package io.geckos.server.quota;

import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;

/**
 * A decorator of the storage that refuses what would exceed a quota, by whatever way it comes. It refuses before a byte is
 * read if the length is known, and in any case before the object is visible; nothing is left behind. Closing it does not
 * close the storage.
 */
public final class QuotaStorage extends ForwardingStorage {
    private final ObjectStore objects;
    private final MultipartStore uploads;

    public QuotaStorage(Storage storage, QuotaLedger ledger) {
        super(storage);
        this.objects = new QuotaObjects(storage.objects(), ledger);
        this.uploads = new QuotaUploads(storage.uploads(), ledger);
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public MultipartStore uploads() {
        return uploads;
    }

    @Override
    public void close() {
        // The code that opened the storage closes it.
    }
}
