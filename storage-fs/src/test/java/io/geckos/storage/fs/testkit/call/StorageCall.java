package io.geckos.storage.fs.testkit.call;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.testkit.disk.UploadKeepingFileOps;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A call of a storage that can be made again of another. */
public record StorageCall(String name, Consumer<StorageClient> action, Remains remains, boolean byHand) {
    public static final BucketName BUCKET = new BucketName("bucket");

    /** How a call ended that was not refused. */
    public static final String DONE = "done";

    private static final String CUT_OFF = "cut off ";

    StorageCall(String name, Consumer<StorageClient> action) {
        this(name, action, Remains.NEVER);
    }

    private StorageCall(String name, Consumer<StorageClient> action, Remains remains) {
        this(name, action, remains, false);
    }

    /** When a crash may leave what a call removes beside what it makes. */
    public enum Remains {
        NEVER,
        /** If the file system may keep one end of a move and lose the other. */
        WITHOUT_JOURNAL,
        /** Whatever it removes, each by itself. */
        EACH,
        ALWAYS
    }

    /** Makes the call; answers {@link #DONE}, or how it was refused. */
    public String run(StorageClient client) {
        try {
            action.accept(client);
            return DONE;
        } catch (StorageException refusal) {
            return refusal.getClass().getSimpleName();
        }
    }

    /** Makes a bucket as a directory, which nobody answers and nobody syncs. */
    public static StorageCall makeByHand(String bucket) {
        return new StorageCall(
                "make " + bucket + " by hand",
                client -> {
                    try {
                        if (client.hands() == null) {
                            TestBucket.create(client.storage().buckets(), new BucketName(bucket));
                        } else {
                            client.hands().mkdir(client.hands().root(), bucket);
                        }
                    } catch (FileFault fault) {
                        throw new StorageException.StorageFailure("by hand", fault);
                    }
                },
                Remains.NEVER,
                true);
    }

    /** Tells whether the call was cut off, so that another of the same name may end what it left. */
    public boolean isCutOff() {
        return name.startsWith(CUT_OFF);
    }

    public boolean isEndedBy(StorageCall call) {
        return isCutOff() && name.equals(CUT_OFF + call.name);
    }

    public static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }

    public static StorageCall put(String key, String body) {
        return put(key, body, WriteCondition.ALWAYS);
    }

    public static StorageCall put(String key, String body, WriteCondition condition) {
        ObjectSpec spec =
                new ObjectSpec(Map.of("content-type", "text/x-" + body.length()), Map.of("by", body), Map.of());
        return new StorageCall(
                "put " + key + " " + body,
                client -> client.storage()
                        .objects()
                        .put(id(key), spec, Uploads.of(body, ChecksumAlgorithm.CRC32), condition));
    }

    /** Puts an object without bytes, which a directory may be. */
    public static StorageCall mark(String key, String by) {
        ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("by", by), Map.of());
        return new StorageCall(
                "mark " + key + " " + by,
                client -> client.storage()
                        .objects()
                        .put(id(key), spec, Uploads.of("", ChecksumAlgorithm.CRC32), WriteCondition.ALWAYS));
    }

    public static StorageCall delete(String key) {
        return new StorageCall("delete " + key, client -> delete(client, target(key, WriteCondition.ALWAYS)));
    }

    /** Deletes several objects with one request. */
    public static StorageCall deleteAll(String... keys) {
        DeleteTarget[] targets =
                Stream.of(keys).map(key -> target(key, WriteCondition.ALWAYS)).toArray(DeleteTarget[]::new);
        return new StorageCall(
                "delete all of " + String.join(", ", keys), client -> delete(client, targets), Remains.EACH);
    }

    private static DeleteTarget target(String key, WriteCondition condition) {
        return new DeleteTarget(new ObjectKey(key), Version.LATEST, condition);
    }

    /** Opens an object, to be copied later. */
    public static StorageCall open(String key) {
        return new StorageCall(
                "open " + key,
                client -> client.opened().put(key, client.storage().objects().open(id(key), Version.LATEST)));
    }

    /** Copies an object that was opened before. */
    public static StorageCall copyOpened(String source, String target) {
        ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("copied-from", source), Map.of());
        return new StorageCall(
                "copy opened " + source + " to " + target,
                client -> client.storage()
                        .objects()
                        .copy(
                                Objects.requireNonNull(client.opened().get(source)),
                                id(target),
                                spec,
                                Set.of(ChecksumAlgorithm.CRC32),
                                WriteCondition.ALWAYS));
    }

    /** Deletes an object that is there. */
    public static StorageCall deleteSeen(String key) {
        return new StorageCall(
                "delete seen " + key, client -> delete(client, target(key, new WriteCondition.IfPresent())));
    }

    private static void delete(StorageClient client, DeleteTarget... targets) {
        for (DeleteOutcome outcome : client.storage().objects().delete(BUCKET, List.of(targets))) {
            if (outcome instanceof DeleteOutcome.Refused refused) {
                throw refused.reason();
            }
        }
    }

    public static StorageCall copy(String source, String target) {
        ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("copied-from", source), Map.of());
        return new StorageCall("copy " + source + " to " + target, client -> {
            try (StoredObject opened = client.storage().objects().open(id(source), Version.LATEST)) {
                client.storage()
                        .objects()
                        .copy(opened, id(target), spec, Set.of(ChecksumAlgorithm.CRC32), WriteCondition.ALWAYS);
            }
        });
    }

    public static StorageCall rename(String source, String target) {
        return new StorageCall(
                "rename " + source + " to " + target,
                client -> client.storage()
                        .objects()
                        .rename(id(source), WriteCondition.ALWAYS, new ObjectKey(target), WriteCondition.ALWAYS),
                Remains.WITHOUT_JOURNAL);
    }

    public static StorageCall retag(String key, String tag) {
        return new StorageCall(
                "retag " + key + " " + tag,
                client -> client.storage().objects().retag(id(key), Version.LATEST, Map.of("tag", tag)));
    }

    public static StorageCall begin(String upload, String key) {
        ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("by", upload), Map.of());
        return new StorageCall(
                "begin " + upload + " of " + key,
                client -> client.hold(
                        upload,
                        client.storage()
                                .uploads()
                                .begin(id(key), spec, Optional.empty())
                                .id()));
    }

    public static StorageCall part(String upload, int number, String body) {
        return new StorageCall(
                "part " + number + " of " + upload,
                client -> hold(
                        client,
                        upload,
                        client.storage().uploads().putPart(client.upload(upload).id(), number, Uploads.of(body))));
    }

    public static StorageCall copyPart(String upload, int number, String source) {
        return new StorageCall("part " + number + " of " + upload + " from " + source, client -> {
            try (StoredObject opened = client.storage().objects().open(id(source), Version.LATEST)) {
                ByteSpan whole = ByteSpan.whole(opened.info().size());
                hold(
                        client,
                        upload,
                        client.storage()
                                .uploads()
                                .copyPart(client.upload(upload).id(), number, opened, whole));
            }
        });
    }

    private static void hold(StorageClient client, String upload, ObjectPart part) {
        client.upload(upload)
                .parts()
                .put(part.number(), new PartReference(part.number(), part.etag(), part.checksums()));
    }

    public static StorageCall complete(String upload) {
        return new StorageCall("complete " + upload, client -> complete(client, client.upload(upload)), Remains.ALWAYS);
    }

    /** A completion that was cut off when the object was made and the upload still there. */
    public static StorageCall completeUnended(String upload) {
        return new StorageCall(
                CUT_OFF + "complete " + upload,
                client -> {
                    if (client.hands() instanceof UploadKeepingFileOps files) {
                        files.keepUploads(() -> complete(client, client.upload(upload)));
                    } else {
                        complete(client, client.upload(upload));
                    }
                },
                Remains.ALWAYS);
    }

    private static void complete(StorageClient client, StorageClient.Held held) {
        UploadCompletion completion = new UploadCompletion(
                List.copyOf(held.parts().values()), 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
        client.storage().uploads().complete(held.id(), completion);
    }

    public static StorageCall abort(String upload) {
        return new StorageCall(
                "abort " + upload,
                client -> client.storage().uploads().abort(client.upload(upload).id()));
    }

    public static StorageCall createBucket(String name) {
        return new StorageCall(
                "create " + name, client -> TestBucket.create(client.storage().buckets(), new BucketName(name)));
    }

    public static StorageCall deleteBucket(String name) {
        return new StorageCall(
                "delete bucket " + name, client -> client.storage().buckets().delete(new BucketName(name)));
    }

    public static StorageCall set(String bucket, String document) {
        return new StorageCall(
                "set " + bucket + " " + document,
                client -> client.storage().buckets().putSetting(new BucketName(bucket), BucketSetting.CORS, document));
    }

    public static StorageCall unset(String bucket) {
        return new StorageCall(
                "unset " + bucket,
                client -> client.storage().buckets().removeSetting(new BucketName(bucket), BucketSetting.CORS));
    }
}
