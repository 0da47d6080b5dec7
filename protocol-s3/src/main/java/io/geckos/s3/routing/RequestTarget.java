package io.geckos.s3.routing;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;

/** What a request addresses: the service, a bucket, or an object. */
public sealed interface RequestTarget {
    /** All buckets together. */
    record Service() implements RequestTarget {}

    /** A bucket, there or not. */
    record OfBucket(BucketName name) implements RequestTarget {}

    /** An object, there or not. */
    record OfObject(ObjectId id) implements RequestTarget {}

    /**
     * Makes one of decoded names; an empty one addresses nothing.
     *
     * @throws S3Exception if S3 would not allow them
     */
    static RequestTarget of(String bucket, String key) {
        if (bucket.isEmpty() && key.isEmpty()) {
            return new Service();
        }
        BucketName name = bucketName(bucket);
        return key.isEmpty() ? new OfBucket(name) : new OfObject(new ObjectId(name, objectKey(key)));
    }

    /** A bucket's name from outside; {@link S3Error#InvalidBucketName} if it is none. */
    static BucketName bucketName(String name) {
        try {
            return new BucketName(name);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.InvalidBucketName).with("BucketName", name);
        }
    }

    /** A key from outside, not empty; {@link S3Error#KeyTooLongError} if it is too long. */
    static ObjectKey objectKey(String key) {
        try {
            return new ObjectKey(key);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.KeyTooLongError).with("MaxSizeAllowed", String.valueOf(ObjectKey.MAX_BYTES));
        }
    }

    /** Which kind it is. */
    default ResourceType scope() {
        return switch (this) {
            case Service _ -> ResourceType.SERVICE;
            case OfBucket _ -> ResourceType.BUCKET;
            case OfObject _ -> ResourceType.OBJECT;
        };
    }

    /** The bucket, which is also that of an object. */
    default Optional<BucketName> bucket() {
        return switch (this) {
            case Service _ -> Optional.empty();
            case OfBucket(BucketName name) -> Optional.of(name);
            case OfObject(ObjectId id) -> Optional.of(id.bucket());
        };
    }

    /** How policies name it: {@code bucket}, {@code bucket/key}, or nothing. */
    default String resource() {
        return switch (this) {
            case Service _ -> "";
            case OfBucket(BucketName name) -> name.value();
            case OfObject(ObjectId id) -> id.toString();
        };
    }
}
