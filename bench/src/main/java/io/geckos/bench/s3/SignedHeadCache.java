package io.geckos.bench.s3;

import io.geckos.bench.measure.MeasuredOperation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A cache of signed request heads that are sent again and again, so that the driver leaves the processor to the server.
 * A head is signed again well before its date becomes too old. All connections of a run share the cache.
 */
public final class SignedHeadCache {
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Map<Key, SignedHead> heads = new ConcurrentHashMap<>();

    private final int capacity;

    /** Keeps at most {@code capacity} heads; each has half a kilobyte, so 65,536 have 32 MB. */
    public SignedHeadCache(int capacity) {
        this.capacity = capacity;
    }

    private record Key(MeasuredOperation operation, long number, int version) {}

    private static final class SignedHead {
        final byte[] head;
        final long since;

        SignedHead(byte[] head, long since) {
            this.head = head;
            this.since = since;
        }
    }

    /** The cached head, or {@code fresh}, which is kept while there is room. */
    byte[] get(MeasuredOperation operation, long number, int version, Supplier<byte[]> fresh) {
        Key key = new Key(operation, number, version);
        SignedHead known = heads.get(key);
        long now = System.nanoTime();
        if (known != null && now - known.since < LIFE_NANOS) {
            return known.head;
        }
        byte[] head = fresh.get();
        if (known != null || heads.size() < capacity) {
            heads.put(key, new SignedHead(head, now));
        }
        return head;
    }
}
