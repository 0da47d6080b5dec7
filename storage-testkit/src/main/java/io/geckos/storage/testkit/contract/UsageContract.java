package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ListedUsage;
import io.geckos.storage.testkit.data.TestBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The counts of {@link io.geckos.domain.engine.Storage#usage} agree with a listing, for every engine that counts. */
public abstract class UsageContract extends MultipartContract {
    private StorageUsage usage() {
        return storage.usage().orElseThrow();
    }

    private StorageUsage.OfBucket usage(BucketName bucket) {
        return usage().buckets().stream()
                .filter(it -> it.bucket().equals(bucket))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneBucketIsAnsweredAsAmongAll() {
        put("a", "four");
        assertEquals(
                usage(BUCKET).figures(), storage.usage(BUCKET).orElseThrow().figures());
        assertEquals(Optional.empty(), storage.usage(new BucketName("missing")));
    }

    private void agrees() {
        List<ObjectSummary> listed = listed();
        StorageUsage.Figures figures = usage(BUCKET).figures();
        assertEquals(listed.size(), figures.objects());
        assertEquals(listed.stream().mapToLong(ObjectSummary::size).sum(), figures.bytes());
        assertEquals(ListedUsage.of(storage, BUCKET), figures);
    }

    @Test
    void everyChangeOfAnObjectIsCounted() {
        agrees();
        put("a", "four");
        put("a/b", "five5");
        put("a/", "");
        agrees();
        put("a", "longer than four");
        put("a", "");
        agrees();
        put("c", "to be moved");
        if (storage.capabilities().contains(StorageCapability.RENAME)) {
            storage.objects().rename(id("c"), WriteCondition.ALWAYS, new ObjectKey("d"), WriteCondition.ALWAYS);
            agrees();
            storage.objects().rename(id("d"), WriteCondition.ALWAYS, new ObjectKey("a/b"), WriteCondition.ALWAYS);
            agrees();
        }
        try (StoredObject source = open("a/b")) {
            storage.objects().copy(source, id("copy"), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
            storage.objects().copy(source, id("a"), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
        }
        agrees();
        delete("a");
        delete("never was");
        delete("a/");
        agrees();
    }

    @Test
    void uploadsAreCountedUntilTheyEnd() {
        UploadId completed = begin("made");
        UploadId aborted = begin("made");
        agrees();
        ObjectPart part = putPart(completed, 1, "a part");
        complete(completed, part);
        agrees();
        complete(completed, part);
        agrees();
        uploads().abort(aborted);
        agrees();
        assertEquals(0, usage(BUCKET).figures().uploads());
    }

    @Test
    void partsAreCountedFromWhenTheyComeUntilTheirUploadEnds() {
        UploadId completed = begin("made");
        UploadId aborted = begin("made");
        ObjectPart part = putPart(completed, 1, "a part");
        putPart(completed, 2, "left out");
        putPart(aborted, 1, "another");
        assertEquals(21, usage(BUCKET).figures().uploadBytes());
        putPart(aborted, 1, "shorter");
        putPart(aborted, 1, "short");
        putPart(aborted, 7, "");
        assertEquals(19, usage(BUCKET).figures().uploadBytes());
        agrees();
        complete(completed, part);
        assertEquals(5, usage(BUCKET).figures().uploadBytes());
        assertEquals(6, usage(BUCKET).figures().bytes());
        uploads().abort(aborted);
        assertEquals(0, usage(BUCKET).figures().uploadBytes());
        agrees();
    }

    @Test
    void copiedPartsAreCountedLikeOthers() {
        ObjectId source = put("source", "twelve bytes").id();
        UploadId upload = begin("copied");
        try (StoredObject opened = storage.objects().open(source, Version.LATEST)) {
            uploads().copyPart(upload, 1, opened, new ByteSpan(2, 7));
        }
        assertEquals(7, usage(BUCKET).figures().uploadBytes());
        agrees();
        uploads().abort(upload);
        assertEquals(0, usage(BUCKET).figures().uploadBytes());
        agrees();
    }

    @Test
    void partsAtTheSameTimeAreAllCounted() {
        List<UploadId> begun = List.of(begin("a"), begin("b"), begin("c"));
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            writers.add(() -> IntStream.range(0, 20)
                    .map(_ -> {
                        UploadId upload = begun.get(random.nextInt(begun.size()));
                        putPart(upload, 1 + random.nextInt(3), "x".repeat(random.nextInt(100)));
                        return 1;
                    })
                    .sum());
        }
        ConcurrentCalls.of(writers);
        agrees();
    }

    @Test
    void aBucketIsCountedFromWhenItIsMadeUntilItIsDeleted() {
        BucketName other = new BucketName("another");
        TestBucket.create(storage.buckets(), other);
        assertEquals(0, usage(other).figures().objects());
        put("a", "elsewhere");
        assertEquals(0, usage(other).figures().bytes());
        storage.buckets().delete(other);
        assertEquals(
                List.of(BUCKET),
                usage().buckets().stream().map(StorageUsage.OfBucket::bucket).toList());
    }

    @Test
    void changesAtTheSameTimeAreAllCounted() {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            writers.add(() -> IntStream.range(0, 40)
                    .map(_ -> {
                        String key = "key" + random.nextInt(4);
                        if (random.nextBoolean()) {
                            put(key, "x".repeat(random.nextInt(100)));
                        } else {
                            delete(key);
                        }
                        return 1;
                    })
                    .sum());
        }
        ConcurrentCalls.of(writers);
        agrees();
    }
}
