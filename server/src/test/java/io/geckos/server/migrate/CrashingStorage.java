package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ForwardingBucketRepository;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose process ends before or after the change of a certain number: all changes after that fail. */
final class CrashingStorage extends ForwardingStorage {
    private final AtomicInteger left;
    private final boolean before;

    /** @param before whether the last change is not made any more */
    CrashingStorage(Storage storage, int changes, boolean before) {
        super(storage);
        this.left = new AtomicInteger(changes);
        this.before = before;
    }

    /** The end of the process. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void change(Runnable change) {
        int number = left.getAndDecrement();
        if (number < 0 || (number == 0 && before)) {
            throw new Crash();
        }
        change.run();
        if (number == 0) {
            throw new Crash();
        }
    }

    @Override
    public BucketRepository buckets() {
        return new ForwardingBucketRepository(super.buckets()) {
            @Override
            public void putSetting(io.geckos.domain.name.BucketName name, BucketSetting kind, String document) {
                change(() -> delegate().putSetting(name, kind, document));
            }
        };
    }

    @Override
    public StorageTransfer transfer() {
        StorageTransfer transfer = super.transfer();
        return new StorageTransfer() {
            @Override
            public void createBucket(Bucket bucket) {
                change(() -> transfer.createBucket(bucket));
            }

            @Override
            public void addVersion(ObjectInfo info, List<ObjectPart> parts, ObjectUpload upload) {
                change(() -> transfer.addVersion(info, parts, upload));
            }

            @Override
            public void addDeleteMarker(ObjectId id, Version.Named version, Instant lastModified) {
                change(() -> transfer.addDeleteMarker(id, version, lastModified));
            }

            @Override
            public void verify(ObjectId id, Version version) {
                transfer.verify(id, version);
            }
        };
    }

    @Override
    public DocumentStore documents() {
        DocumentStore documents = super.documents();
        return new ForwardingDocumentStore(documents) {
            @Override
            public boolean write(DocumentName name, Optional<String> expected, String text) {
                boolean[] written = new boolean[1];
                change(() -> written[0] = super.write(name, expected, text));
                return written[0];
            }
        };
    }

    @Override
    public void close() {
        // The test opens it again.
    }
}
