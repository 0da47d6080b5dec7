package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The common base of the suites: every test gets a storage with one empty bucket. */
public abstract class StorageContract {
    /** The bucket that exists. */
    public static final BucketName BUCKET = new BucketName("contract");

    /** The storage under test. */
    protected Storage storage;

    /** The adapter under test. */
    protected abstract StorageSource source();

    /** Called after each test, before the storage is closed, for what every test of a suite must leave. */
    protected void check() {}

    /** Closes {@code closing} and opens it again with its data. */
    protected final Storage reopen(Storage closing) {
        return source().reopen(closing);
    }

    @BeforeEach
    protected void openStorage() {
        storage = source().open();
        TestBucket.create(storage.buckets(), BUCKET);
    }

    @AfterEach
    protected void closeStorage() {
        try {
            check();
            source().check();
        } finally {
            storage.close();
        }
    }

    public static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }

    protected ObjectInfo put(String key, String content) {
        return put(key, content, WriteCondition.ALWAYS);
    }

    protected ObjectInfo put(String key, String content, WriteCondition condition) {
        return storage.objects().put(id(key), ObjectSpec.EMPTY, Uploads.of(content), condition);
    }

    protected ObjectInfo stat(String key) {
        return storage.objects().stat(id(key), Version.LATEST);
    }

    /** Deletes without condition, which must succeed. */
    protected void delete(String key) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
        assertEquals(
                List.of(new DeleteOutcome.Deleted(target, Optional.empty(), false)),
                storage.objects().delete(BUCKET, List.of(target)));
    }

    protected StoredObject open(String key) {
        return storage.objects().open(id(key), Version.LATEST);
    }

    protected String read(String key) {
        try (StoredObject object = open(key)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }

    /** The properties of every listed object. Checks that the listing agrees with them. */
    protected List<ObjectInfo> all() {
        return listed().stream().map(this::agreed).toList();
    }

    private ObjectInfo agreed(ObjectSummary summary) {
        ObjectInfo info = storage.objects().stat(summary.id(), Version.LATEST);
        assertEquals(info.summary(), summary);
        return info;
    }

    /** The entries of all objects in a listing, in order. */
    protected List<ObjectSummary> listed() {
        return ListingPages.all(from -> storage.objects().list(BUCKET, new ListQuery("", Optional.empty(), from, 1000)))
                .stream()
                .map(ListEntry.Found.class::cast)
                .map(ListEntry.Found::summary)
                .toList();
    }

    /** All keys, in the order they are listed. */
    protected List<String> keys() {
        return listed().stream().map(summary -> summary.id().key().value()).toList();
    }
}
