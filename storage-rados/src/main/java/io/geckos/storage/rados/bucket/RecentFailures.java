package io.geckos.storage.rados.bucket;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.domain.error.StorageException.Unavailable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Remembers by key which reads failed within the last second because the cluster did not answer. A request reads the same bucket
 * several times; so it waits only once for such a cluster. Safe for many threads.
 */
final class RecentFailures<K> {
    private final Map<K, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(Unavailable cause, long time) {
        boolean isRecent() {
            return System.nanoTime() - time < BucketCatalog.MAX_STALENESS.toNanos();
        }
    }

    /** Reads, unless a read failed less than {@link BucketCatalog#MAX_STALENESS} ago: then it fails without a read. */
    <T> T read(K key, Supplier<T> read) {
        Failure last = failures.get(key);
        if (last != null && last.isRecent()) {
            throw new Unavailable(last.cause().getMessage(), last.cause());
        }
        // What a request has no time left for says nothing about the cluster.
        boolean hasTime =
                RequestPatience.current().flatMap(RequestPatience::nanosLeft).isEmpty();
        try {
            T answer = read.get();
            if (last != null) {
                failures.remove(key, last);
            }
            return answer;
        } catch (Unavailable e) {
            // Otherwise keys that are never read again would leak.
            failures.values().removeIf(failure -> !failure.isRecent());
            if (hasTime) {
                failures.put(key, new Failure(e, System.nanoTime()));
            }
            throw e;
        }
    }
}
