package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.NaiveListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes random calls and their arguments. There are few buckets, keys and bodies, so that calls often touch the same
 * ones.
 */
public final class RandomOperations {
    private static final int HELD = 2;
    public static final List<String> RELATED =
            List.of("a", "a/", "a/b", "a//b", "a/b/c", "A", ".", "a/..", "x", "x.metadata.json", "/", "//");
    private static final List<StorageClass> CLASSES = List.of(
            StorageClass.STANDARD,
            StorageClass.STANDARD,
            StorageClass.REDUCED_REDUNDANCY,
            new StorageClass("anything_else"));
    private final Random random;
    private final Set<StorageCapability> capabilities;
    private final boolean versioned;
    private final List<BucketName> buckets = List.of(new BucketName("one"), new BucketName("two"));
    private final List<String> keys = new ArrayList<>();
    private final List<GeneratedBytes> bodies = new ArrayList<>();

    RandomOperations(Random random, Set<StorageCapability> capabilities) {
        this.random = random;
        this.capabilities = capabilities;
        this.versioned = capabilities.contains(StorageCapability.VERSIONING) && random.nextBoolean();
        List<String> hostile = HostileKeys.shallow();
        keys.addAll(List.of(pick(RELATED), pick(RELATED), pick(RELATED), pick(hostile), HostileKeys.random(random)));
        for (int i = 0; i < 3; i++) {
            bodies.add(new GeneratedBytes(random.nextInt(1000), random.nextInt(8) == 0 ? 150_000 : random.nextInt(20)));
        }
        bodies.add(new GeneratedBytes(0, 0));
    }

    /** A sequence of calls of that length. It begins with the creation of its buckets. */
    List<ModelCall> sequence(int length) {
        BucketOperations onBuckets = new BucketOperations(this);
        ObjectOperations onObjects = new ObjectOperations(this);
        UploadOperations onUploads = new UploadOperations(this);
        List<ModelCall> sequence = new ArrayList<>();
        buckets.forEach(bucket -> sequence.add(BucketOperations.create(bucket)));
        if (versioned && random.nextBoolean()) {
            sequence.add(BucketOperations.setVersioning(buckets.getFirst(), VersioningStatus.ENABLED));
        }
        while (sequence.size() < length) {
            int kind = random.nextInt(20);
            sequence.add(kind < 1 ? onBuckets.next() : kind < 13 ? onObjects.next() : onUploads.next());
        }
        return sequence;
    }

    /** Tells whether buckets of this sequence may keep versions. */
    boolean isVersioned() {
        return versioned;
    }

    /** The version that a call means; one that names none more often than any other. */
    VersionChoice version() {
        int choice = random.nextInt(8);
        return choice < 5
                ? VersionChoice.LATEST
                : choice == 5 ? VersionChoice.NULL : new VersionChoice(random.nextInt(4));
    }

    boolean canRename() {
        return capabilities.contains(StorageCapability.RENAME);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The number of an opened object, upload or listing. */
    int number() {
        return random.nextInt(HELD);
    }

    BucketName bucket() {
        return buckets.get(random.nextInt(6) == 0 ? 1 : 0);
    }

    ObjectId id() {
        return new ObjectId(bucket(), key());
    }

    ObjectKey key() {
        return new ObjectKey(pick(keys));
    }

    GeneratedBytes body() {
        return pick(bodies);
    }

    BucketSetting setting() {
        return pick(List.of(BucketSetting.CORS, BucketSetting.TAGGING));
    }

    Map<String, String> tags() {
        return random.nextBoolean() ? Map.of() : Map.of("tag", String.valueOf(random.nextInt(9)));
    }

    ObjectSpec spec() {
        ObjectSpec spec = random.nextBoolean() ? ObjectSpec.EMPTY : ObjectStoreContract.SPEC.withTags(tags());
        return spec.withStorageClass(pick(CLASSES));
    }

    WriteCondition condition() {
        return switch (random.nextInt(12)) {
            case 0 -> new WriteCondition.IfAbsent();
            case 1 -> new WriteCondition.IfPresent();
            case 2 -> new WriteCondition.IfMatch(body().etag());
            default -> WriteCondition.ALWAYS;
        };
    }

    ListQuery query() {
        ListQuery query = NaiveListing.randomQuery(random, keys);
        String prefix = random.nextInt(3) == 0 ? query.prefix() : "";
        ListStart from = random.nextInt(3) == 0 ? query.from() : ListStart.START;
        return new ListQuery(prefix, query.delimiter(), from, 1 + random.nextInt(3));
    }

    /** A query for buckets. */
    ListQuery bucketQuery() {
        ListStart from = pick(List.of(ListStart.START, new ListStart.After("one")));
        return new ListQuery(pick(List.of("", "t", "one")), Optional.empty(), from, 1 + random.nextInt(3));
    }
}
