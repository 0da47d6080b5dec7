package io.geckos.s3.routing;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;

/** The target of a request: the service, a bucket, or an object. */
public sealed interface RequestTarget {
    /** The service, for requests about all buckets. */
    record Service() implements RequestTarget {}

    /** A bucket, which need not exist. */
    record OfBucket(BucketName name) implements RequestTarget {}

    /** An object, which need not exist. */
    record OfObject(ObjectId id) implements RequestTarget {}

    /**
     * Makes a target from decoded names, which may be empty.
     *
     * @throws S3Exception if a name is not legal
     */
    static RequestTarget of(String bucket, String key) {
        if (bucket.isEmpty() && key.isEmpty()) {
            return new Service();
        }
        BucketName name = bucketName(bucket);
        return key.isEmpty() ? new OfBucket(name) : new OfObject(new ObjectId(name, objectKey(key)));
    }

    /** Checks a bucket's name from a request. Throws {@link S3Error#InvalidBucketName} if it is not legal. */
    static BucketName bucketName(String name) {
        try {
            return new BucketName(name);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.InvalidBucketName).with("BucketName", name);
        }
    }

    /**
     * Checks a key from a request, which must not be empty. Throws {@link S3Error#KeyTooLongError} if it is too long.
     */
    static ObjectKey objectKey(String key) {
        try {
            return new ObjectKey(key);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.KeyTooLongError).with("MaxSizeAllowed", String.valueOf(ObjectKey.MAX_BYTES));
        }
    }

    /** The kind of target. */
    default ResourceType scope() {
        return switch (this) {
            case Service _ -> ResourceType.SERVICE;
            case OfBucket _ -> ResourceType.BUCKET;
            case OfObject _ -> ResourceType.OBJECT;
        };
    }

    /** The bucket, or the bucket of the object; empty for the service. */
    default Optional<BucketName> bucket() {
        return switch (this) {
            case Service _ -> Optional.empty();
            case OfBucket(BucketName name) -> Optional.of(name);
            case OfObject(ObjectId id) -> Optional.of(id.bucket());
        };
    }

    /** The name of the target in policies: {@code bucket}, {@code bucket/key}, or empty. */
    default String resource() {
        return switch (this) {
            case Service _ -> "";
            case OfBucket(BucketName name) -> name.value();
            case OfObject(ObjectId id) -> id.toString();
        };
    }
}
