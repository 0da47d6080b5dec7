package io.geckos.storage.rados.data;

import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one segment, stripe by stripe, while further bytes come. If it is closed before {@link #finish}, what was written is
 * removed, unless the cluster does not answer. For one thread.
 */
public final class DataWriter implements WritableByteChannel {
    private static final int SMALLEST = 4 << 10;
    private static final int GROWTH = 4;

    /** The stripes that are being written while the next one is filled. */
    static final int WINDOW = 2;

    private final DataPool data;
    private final RadosPool pool;
    private final String id;
    private final DataOwner owner;
    private final Arena arena = Arena.ofConfined();
    private final Deque<PendingOperation> pending = new ArrayDeque<>();
    private ByteBuffer stripe;
    private UnreferencedAge age;
    private long size;
    private long sent;
    private boolean large;
    private boolean finished;
    private boolean unanswered;
    private boolean open = true;

    DataWriter(DataPool data, String id, DataOwner owner, long expected) {
        this.data = data;
        this.pool = data.pool();
        this.id = id;
        this.owner = owner;
        this.age = data.newAge();
        this.stripe = allocate(Math.clamp(expected, SMALLEST, DataPool.STRIPE));
    }

    private ByteBuffer allocate(long bytes) {
        if (bytes == DataPool.STRIPE) {
            data.memory().take();
            large = true;
        }
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
        if (sent > 0) {
            age.renew(() -> data.renew(new DataSegment(id, sent * DataPool.STRIPE), owner));
        }
        WriteOperation operation = new WriteOperation().write(stripe.flip());
        if (sent == 0) {
            age = data.newAge();
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
            if (result == -RadosException.NO_ENTRY) {
                throw new Unavailable("no bytes can be written: was pool " + pool.name() + " deleted?");
            }
            RadosException.check(result, "write " + pool.name() + "/" + id);
        }
    }

    /** Waits until all bytes are durable; throws {@link Busy} if the cluster or the client stood still for too long. */
    public DataSegment finish() {
        if (stripe.position() > 0) {
            send();
        }
        while (!pending.isEmpty()) {
            finishOldest();
        }
        if (sent > 0) {
            age.requireYoung();
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
        try (arena) {
            pending.forEach(PendingOperation::close);
        } finally {
            if (large) {
                data.memory().giveBack();
            }
        }
        // A cluster that does not answer would only be waited for; what was written is found later, like that of a dead
        // gateway.
        if (!finished && sent > 0 && !unanswered) {
            DataPool.removeQuietly(pool, new DataSegment(id, sent * DataPool.STRIPE));
        }
    }
}
