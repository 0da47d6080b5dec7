package io.geckos.storage.rados.data;

import io.geckos.domain.error.StorageException.Busy;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one segment, stripe by stripe, while further bytes come. If it is closed before {@link #finish}, what was written is
 * removed, unless the cluster does not answer. For one thread.
 */
public final class DataWriter implements WritableByteChannel {
    private static final int SMALLEST = 4 << 10;
    private static final int GROWTH = 4;
    private static final int WINDOW = 2;

    private final RadosPool pool;
    private final String id;
    private final DataOwner owner;
    private final Arena arena = Arena.ofConfined();
    private final Deque<PendingOperation> pending = new ArrayDeque<>();
    private ByteBuffer stripe;
    private final long end;
    private long size;
    private long sent;
    private boolean finished;
    private boolean unanswered;
    private boolean open = true;

    DataWriter(RadosPool pool, String id, DataOwner owner, long expected, Duration longest) {
        this.pool = pool;
        this.id = id;
        this.owner = owner;
        this.end = System.nanoTime() + longest.toNanos();
        this.stripe = allocate(Math.clamp(expected, SMALLEST, DataPool.STRIPE));
    }

    private ByteBuffer allocate(long bytes) {
        return arena.allocate(bytes).asByteBuffer();
    }

    @Override
    public int write(ByteBuffer source) {
        int length = source.remaining();
        while (source.hasRemaining()) {
            if (!stripe.hasRemaining()) {
                makeRoom();
            }
            int count = Math.min(source.remaining(), stripe.remaining());
            stripe.put(source.slice(source.position(), count));
            source.position(source.position() + count);
        }
        size += length;
        return length;
    }

    private void makeRoom() {
        if (stripe.capacity() == DataPool.STRIPE) {
            send();
        } else {
            ByteBuffer larger = allocate(Math.min(DataPool.STRIPE, (long) stripe.capacity() * GROWTH));
            stripe = larger.put(stripe.flip());
        }
    }

    private void send() {
        if (pending.size() == WINDOW) {
            finishOldest();
        }
        WriteOperation operation = new WriteOperation().write(stripe.flip());
        if (sent == 0) {
            operation.setAttribute(DataPool.OWNER, owner.text());
        }
        pending.add(pool.send(DataPool.stripe(id, sent), operation));
        sent++;
        stripe.clear();
    }

    private void finishOldest() {
        try (PendingOperation oldest = pending.remove()) {
            int result = oldest.await();
            unanswered |= result == -RadosException.TIMED_OUT;
            RadosException.check(result, "write " + pool.name() + "/" + id);
        }
    }

    /** Waits until all bytes are durable; throws {@link Busy} if it took too long since the beginning. */
    public DataSegment finish() {
        if (stripe.position() > 0) {
            send();
        }
        while (!pending.isEmpty()) {
            finishOldest();
        }
        if (System.nanoTime() - end > 0) {
            throw new Busy("an upload took longer than half of storage.grace");
        }
        finished = true;
        return new DataSegment(id, size);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        pending.forEach(PendingOperation::close);
        arena.close();
        // A cluster that does not answer would only be waited for; what was written is found later, like that of a dead
        // gateway.
        if (!finished && sent > 0 && !unanswered) {
            DataPool.removeQuietly(pool, new DataSegment(id, sent * DataPool.STRIPE));
        }
    }
}
