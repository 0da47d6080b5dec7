package io.geckos.storage.fs.read;

import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.format.ObjectPath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Objects that readers came across and nobody has described, until somebody takes them in. How many it holds is limited:
 * what does not fit is found again later.
 */
public final class AdoptionQueue {
    private static final int MAX = 10_000;

    private final Set<ObjectId> known = ConcurrentHashMap.newKeySet();
    private final DelayQueue<DelayedObject> queue = new DelayQueue<>();

    /** An object, or nothing where who waits is only to wait no longer. */
    private record DelayedObject(@Nullable ObjectId id, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed that) {
            return Long.compare(due - ((DelayedObject) that).due(), 0);
        }
    }

    /** Keeps an object in mind if nobody has described it. */
    public void notice(ObjectId id, LocatedObject found) {
        if (!found.entry().isRead() && found.place().is(ObjectPath.Kind.FILE)) {
            offer(id, 0);
        }
    }

    /** Keeps an object in mind, to be taken after so many nanoseconds. */
    public void offer(ObjectId id, long delay) {
        if (known.size() < MAX && known.add(id)) {
            queue.add(new DelayedObject(id, System.nanoTime() + delay));
        }
    }

    /** Has who waits, or next does, go on without an object. */
    public void wake() {
        queue.add(new DelayedObject(null, System.nanoTime()));
    }

    /** Takes one that is due; null if none is within {@code nanos}, or somebody {@linkplain #wake wakes}. */
    public @Nullable ObjectId take(long nanos) throws InterruptedException {
        DelayedObject stray = queue.poll(nanos, TimeUnit.NANOSECONDS);
        ObjectId id = stray == null ? null : stray.id();
        if (id != null) {
            known.remove(id);
        }
        return id;
    }
}
