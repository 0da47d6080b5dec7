package io.geckos.s3.api;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * The memory that a request may use while the server waits for its client. A request keeps the memory that it takes
 * until it is answered.
 */
@FunctionalInterface
public interface RequestMemory {
    /** Memory without a limit. */
    RequestMemory UNLIMITED = _ -> true;

    /** Takes so many bytes. Answers false, and takes nothing, if there are not enough. */
    boolean tryTake(long bytes);

    /**
     * Takes so many bytes.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there are not enough
     */
    default void take(long bytes) {
        if (!tryTake(bytes)) {
            throw new S3Exception(S3Error.SlowDown);
        }
    }
}
