package io.geckos.s3.listing;

import io.geckos.domain.name.ObjectKey;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the memory for pages of a listing. How much a page needs is known when it is there, and by then many others may be
 * half made: so as much is taken before as pages needed lately.
 */
public final class ListingMemory {
    /** What an entry takes beside its key, in bytes. */
    public static final long OF_ENTRY = 256;

    /** What it takes with the longest key. */
    public static final long OF_LONG_KEY = OF_ENTRY + 2L * ObjectKey.MAX_BYTES;

    private final AtomicLong lately = new AtomicLong(OF_ENTRY * ListObjectsRequest.MOST);

    /**
     * Takes what a page of at most {@code limit} entries will need by experience, and answers how much that is.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there is not so much
     */
    public long takeBefore(S3Call call, int limit) {
        long expected = Math.min(lately.get(), OF_LONG_KEY * limit);
        call.takeMemory(expected);
        return expected;
    }

    /** Takes the rest of what it did need; throws as {@link #takeBefore} does. */
    public void takeRest(S3Call call, long taken, long needed) {
        lately.updateAndGet(before -> Math.max(needed, before - before / 16));
        if (needed > taken) {
            call.takeMemory(needed - taken);
        }
    }
}
