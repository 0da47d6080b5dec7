package io.geckos.s3.api;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** The memory that requests may have in use while their clients are waited for; what one takes, it has until it is answered. */
@FunctionalInterface
public interface RequestMemory {
    /** As much as anybody wants. */
    RequestMemory UNLIMITED = _ -> true;

    /** Takes so many bytes, or nothing and answers false. */
    boolean tryTake(long bytes);

    /**
     * Takes so many bytes.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there is not so much
     */
    default void take(long bytes) {
        if (!tryTake(bytes)) {
            throw new S3Exception(S3Error.SlowDown);
        }
    }
}
