package io.geckos.storage.rados.object;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.rados.bucket.RadosBucketRepository;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.VersionRows;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes in buckets and versions of other stores. An object in parts has a segment for each, as if it had been uploaded so. */
public final class RadosStorageTransfer implements StorageTransfer {
    private static final Pattern VERSION_ID = Pattern.compile("[0-9a-f]{32}");

    private final KeyIndex index;
    private final DataPool data;
    private final RadosBucketRepository buckets;
    private final RadosObjectStore objects;

    public RadosStorageTransfer(KeyIndex index, DataPool data, RadosBucketRepository buckets) {
        this.index = index;
        this.data = data;
        this.buckets = buckets;
        this.objects = new RadosObjectStore(index, data);
    }

    @Override
    public void createBucket(Bucket bucket) {
        Bucket _ = buckets.create(bucket);
    }

    @Override
    public void addVersion(ObjectInfo info, List<ObjectPart> parts, ObjectUpload upload) {
        StorageTransfer.requireParts(info, parts);
        BucketRow bucket = index.readConsistently(info.id().bucket(), known -> {
            requireName(known, info.id(), info.version());
            NewObject.checkProtection(known, info.spec());
            return known;
        });
        TransferredContent received = TransferredContent.of(upload, info, parts, data, bucket.id());
        try {
            add(bucket, info.id(), info.version().orElse(Version.NULL), info.lastModified(), received.content());
        } catch (StorageException.Unavailable e) {
            // The change may be made yet. If it is not, the bytes are found later.
            throw e;
        } catch (StorageException e) {
            received.segments().forEach(data::removeQuietly);
            throw e;
        }
    }

    @Override
    public void addDeleteMarker(ObjectId id, Version.Named version, Instant lastModified) {
        BucketRow bucket = index.catalog().require(id.bucket());
        requireName(bucket, id, Optional.of(version));
        add(bucket, id, version, lastModified, Optional.empty());
    }

    private static void requireName(BucketRow bucket, ObjectId id, Optional<Version.Named> name) {
        boolean isForeign = name.filter(Version.Exactly.class::isInstance)
                .filter(it -> !VERSION_ID.matcher(it.value()).matches())
                .isPresent();
        if (isForeign || bucket.isVersioned() != name.isPresent()) {
            throw new IllegalArgumentException(
                    id + " cannot be version " + name.map(Version.Named::value).orElse("(none)") + " here");
        }
    }

    private void add(
            BucketRow bucket, ObjectId id, Version.Named name, Instant lastModified, Optional<ObjectContent> content) {
        boolean _ = index.change(bucket, id, (current, history, change) -> {
            content.ifPresent(it -> NewObject.checkProtection(current, it.spec()));
            long order = name instanceof Version.Exactly exactly
                    ? RowKey.orderOf(exactly.id())
                    : change.nextOrder(lastModified);
            if (isTaken(current, history, name, order)) {
                throw new StorageException.ConditionFailed(id);
            }
            change.add(new VersionRow(order, name, lastModified, content));
            return true;
        });
    }

    /** Tells whether a key has a version that is not older, or that would be replaced. */
    private static boolean isTaken(BucketRow bucket, VersionRows history, Version.Named name, long order) {
        if (!bucket.isVersioned()) {
            return history.latest().isPresent();
        }
        boolean isNewer =
                history.latest().isEmpty() || order > history.latest().get().order();
        return !isNewer
                || (name.equals(Version.NULL) && history.find(Version.NULL).isPresent());
    }

    @Override
    public void verify(ObjectId id, Version version) {
        try (StoredObject object = objects.open(id, version)) {
            String problem = new ContentCheck(_ -> {}).problem(object);
            if (!problem.isEmpty()) {
                throw new StorageException.DamagedObject(id, new IOException(problem));
            }
        } catch (IOException e) {
            throw new StorageException.StorageFailure(id + ": " + e.getMessage(), e);
        }
    }
}
