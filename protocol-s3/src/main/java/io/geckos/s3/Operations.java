package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.Storage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The operations that are served; every other is NotImplemented. */
final class Operations {
    private final Map<S3Action, Operation> served = new EnumMap<>(S3Action.class);

    Operations(S3Settings settings, Storage storage) {
        BucketRepository buckets = storage.buckets();
        ObjectStore objects = storage.objects();
        served.put(S3Action.LIST_BUCKETS, new ListBuckets(buckets, settings));
        served.put(S3Action.CREATE_BUCKET, new CreateBucket(buckets, settings));
        served.put(S3Action.HEAD_BUCKET, new HeadBucket(buckets, settings));
        served.put(S3Action.DELETE_BUCKET, new DeleteBucket(buckets));
        served.put(S3Action.GET_BUCKET_LOCATION, new GetBucketLocation(buckets, settings));
        served.put(S3Action.LIST_OBJECTS, new ListObjects(objects, settings));
        served.put(S3Action.LIST_OBJECT_VERSIONS, new ListObjectVersions(objects, settings));
        served.put(S3Action.LIST_OBJECTS_V2, new ListObjectsV2(objects, settings));
        served.put(S3Action.GET_OBJECT, new GetObject(objects));
        served.put(S3Action.HEAD_OBJECT, new HeadObject(objects));
        served.put(S3Action.PUT_OBJECT, new PutObject(objects));
        served.put(S3Action.POST_OBJECT, new PostObject(objects));
        served.put(S3Action.DELETE_OBJECT, new DeleteObject(objects));
    }

    /** The operation; {@link S3Error#NotImplemented} if it is not served. */
    Operation serving(S3Action action) {
        Operation operation = served.get(action);
        if (operation == null) {
            throw new S3Exception(S3Error.NotImplemented, action.operation() + " is not implemented");
        }
        return operation;
    }

    /** What is served. */
    Set<S3Action> served() {
        return served.keySet();
    }
}
