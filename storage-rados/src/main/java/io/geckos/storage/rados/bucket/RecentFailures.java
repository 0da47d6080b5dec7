package io.geckos.storage.rados.bucket;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.domain.error.StorageException.Unavailable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What could not be read a moment ago because the cluster did not answer, by its name. A request asks several times for the same
 * bucket; so it waits once for a cluster that does not answer. For many threads.
 */
final class RecentFailures<K> {
    private final Map<K, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(Unavailable cause, long time) {
        boolean isRecent() {
            return System.nanoTime() - time < BucketCatalog.MEMORY.toNanos();
        }
    }

    /** Reads, unless that failed less than {@link BucketCatalog#MEMORY} ago: then fails at once. */
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
            // Names that nobody asks for again would stay.
            failures.values().removeIf(failure -> !failure.isRecent());
            if (hasTime) {
                failures.put(key, new Failure(e, System.nanoTime()));
            }
            throw e;
        }
    }
}
