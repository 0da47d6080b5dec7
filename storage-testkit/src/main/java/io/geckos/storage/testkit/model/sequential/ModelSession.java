package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.StoredObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A storage with the objects, uploads and listings that a sequence of calls has opened. Calls refer to these by
 * numbers, so that a sequence keeps its meaning when calls are left out.
 */
final class ModelSession implements AutoCloseable {
    private final UnaryOperator<Storage> reopen;
    private final Map<Integer, StoredObject> opened = new HashMap<>();
    private final Map<Integer, UploadId> uploads = new HashMap<>();
    private final Map<Integer, Listed> listings = new HashMap<>();
    private final ComparableAnswers answers = new ComparableAnswers(new VersionNumbers());
    private Storage storage;

    ModelSession(Storage storage, UnaryOperator<Storage> reopen) {
        this.storage = storage;
        this.reopen = reopen;
    }

    /** A listing that has begun; {@code query} continues it. */
    record Listed(BucketName bucket, ListQuery query) {}

    /** Makes a call and returns the part of its answer that must be equal for all storages. */
    Object run(ModelCall call) {
        try {
            return comparable(call.call().apply(this));
        } catch (StorageException refusal) {
            return refusal.getClass().getSimpleName();
        }
    }

    /** The part of {@code answer} that must be equal for all storages. */
    Object comparable(Object answer) {
        return answers.plain(answer);
    }

    BucketRepository buckets() {
        return storage.buckets();
    }

    ObjectStore objects() {
        return storage.objects();
    }

    MultipartStore uploads() {
        return storage.uploads();
    }

    StoredObject rememberObject(int number, StoredObject object) {
        release(opened.put(number, object));
        return object;
    }

    /** The opened object of that number, if one was opened. */
    @Nullable
    StoredObject opened(int number) {
        return opened.get(number);
    }

    void rememberUpload(int number, UploadId upload) {
        uploads.put(number, upload);
    }

    /** The upload of that number. If none was begun, an upload of {@code id} that does not exist. */
    UploadId uploadOrUnknown(int number, ObjectId id) {
        return uploads.getOrDefault(number, new UploadId(id, "never-begun"));
    }

    /** The stored part of that number; {@code otherwise} if the part or its upload does not exist. */
    ObjectPart part(UploadId upload, int number, ObjectPart otherwise) {
        try {
            return uploads().listParts(upload, number - 1, 1).items().stream()
                    .filter(part -> part.number() == number)
                    .findFirst()
                    .orElse(otherwise);
        } catch (NoSuchUpload _) {
            return otherwise;
        }
    }

    void rememberListing(int number, Listed listing, Optional<String> next) {
        ListQuery query = listing.query();
        if (next.isPresent()) {
            ListStart from = new ListStart.Cursor(next.get());
            listings.put(
                    number,
                    new Listed(
                            listing.bucket(), new ListQuery(query.prefix(), query.delimiter(), from, query.limit())));
        } else {
            listings.remove(number);
        }
    }

    @Nullable
    Listed listing(int number) {
        return listings.get(number);
    }

    /** Closes everything and opens the storage again with its data. */
    void reopen() {
        releaseAll();
        storage = reopen.apply(storage);
    }

    @Override
    public void close() {
        releaseAll();
        storage.close();
    }

    private void releaseAll() {
        opened.values().forEach(StoredObject::close);
        opened.clear();
    }

    private static void release(@Nullable StoredObject replaced) {
        if (replaced != null) {
            replaced.close();
        }
    }
}
