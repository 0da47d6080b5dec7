package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.testkit.data.TestBucket;
import java.util.List;

/** Makes random calls of {@link io.geckos.domain.bucket.BucketRepository}, for random sequences. */
final class BucketOperations {
    private static final String DONE = "done";
    private final RandomOperations draw;

    BucketOperations(RandomOperations draw) {
        this.draw = draw;
    }

    static ModelCall create(BucketName bucket) {
        return new ModelCall("create " + bucket, world -> TestBucket.create(world.buckets(), bucket));
    }

    ModelCall next() {
        BucketName bucket = draw.bucket();
        BucketSetting kind = draw.setting();
        return switch (draw.below(draw.isVersioned() ? 12 : 8)) {
            case 0 -> create(bucket);
            case 1 ->
                new ModelCall("delete " + bucket, world -> {
                    world.buckets().delete(bucket);
                    return DONE;
                });
            case 2 -> new ModelCall("get " + bucket, world -> world.buckets().get(bucket));
            case 3 -> {
                ListQuery query = draw.bucketQuery();
                yield new ModelCall(
                        "list buckets " + query, world -> world.buckets().list(query));
            }
            case 4 -> {
                String document = "document " + draw.below(10);
                yield new ModelCall("put " + kind + " of " + bucket + ": " + document, world -> {
                    world.buckets().putSetting(bucket, kind, document);
                    return DONE;
                });
            }
            case 5 ->
                new ModelCall(kind + " of " + bucket, world -> world.buckets().setting(bucket, kind));
            case 6 ->
                new ModelCall("remove " + kind + " of " + bucket, world -> {
                    world.buckets().removeSetting(bucket, kind);
                    return DONE;
                });
            case 7 -> reopen();
            default -> setVersioning(bucket, draw.pick(List.of(VersioningStatus.ENABLED, VersioningStatus.SUSPENDED)));
        };
    }

    static ModelCall setVersioning(BucketName bucket, VersioningStatus status) {
        return new ModelCall("versions of " + bucket + " " + status, world -> {
            world.buckets().setVersioning(bucket, status);
            return DONE;
        });
    }

    static ModelCall reopen() {
        return new ModelCall("reopen", world -> {
            world.reopen();
            return DONE;
        });
    }
}
