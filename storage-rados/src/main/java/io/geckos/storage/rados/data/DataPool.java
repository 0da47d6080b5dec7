package io.geckos.storage.rados.data;

import static java.lang.System.Logger.Level.DEBUG;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.GarbageRow;
import io.geckos.storage.rados.format.PartRow;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.librados.PendingBytes;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Writes, reads and removes bytes that never change. For many threads. */
public final class DataPool {
    private static final System.Logger LOGGER = System.getLogger(DataPool.class.getName());

    /** The size of every stripe but the last, in bytes. */
    static final int STRIPE = 4 << 20;

    static final String OWNER = "owner";

    /** The most bytes that one read asks for. */
    private static final int PIECE = 1 << 20;

    /** The reads or removals that run ahead. */
    private static final int WINDOW = 4;

    private final RadosPool pool;
    private final Duration oldest;
    private final UploadMemory memory;
    private final LongSupplier nanoTime;

    /** {@code oldest} is how old bytes may be to which nothing refers: older ones could be taken for those of a dead gateway. */
    public DataPool(RadosPool pool, Duration oldest, UploadMemory memory) {
        this(pool, oldest, memory, System::nanoTime);
    }

    /** For tests, which have their own clock. */
    DataPool(RadosPool pool, Duration oldest, UploadMemory memory, LongSupplier nanoTime) {
        this.pool = pool;
        this.oldest = oldest;
        this.memory = memory;
        this.nanoTime = nanoTime;
    }

    RadosPool pool() {
        return pool;
    }

    UploadMemory memory() {
        return memory;
    }

    /** The age of bytes that are written from now on. */
    public UnreferencedAge newAge() {
        return new UnreferencedAge(oldest, nanoTime);
    }

    /** Makes a segment, to which nothing refers yet, as young as if it had been written now; throws {@link Busy} if it is gone. */
    public void renew(DataSegment segment, DataOwner owner) {
        if (segment.size() == 0) {
            return;
        }
        WriteOperation operation = new WriteOperation().requireObject().setAttribute(OWNER, owner.text());
        int result = pool.write(stripe(segment.id(), 0), operation);
        if (result == -RadosException.NO_ENTRY) {
            throw new Busy(segment.id() + " was taken for bytes of a dead gateway");
        }
        RadosException.check(result, "renew " + segment.id());
    }

    /** The name of a new segment. Names of later ones are greater. */
    public static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%012x%016x".formatted(System.currentTimeMillis(), random.nextLong());
    }

    /** The name of the object that has a stripe. */
    static String stripe(String id, long number) {
        return id + "." + number;
    }

    static long stripes(long size) {
        return Math.ceilDiv(size, STRIPE);
    }

    /**
     * Begins a new segment.
     *
     * @param expected about how many bytes it will have, in bytes; less than that costs memory, more costs copies
     */
    public DataWriter write(String id, DataOwner owner, long expected) {
        return new DataWriter(this, id, owner, expected);
    }

    /**
     * Writes the bytes of a span into a sink.
     *
     * @param segments the bytes, one segment behind the other
     * @throws IOException as {@code sink} throws it
     * @throws StorageFailure if bytes are missing
     */
    public void transferTo(List<DataSegment> segments, ByteSpan span, WritableByteChannel sink) throws IOException {
        Deque<PendingPiece> pending = new ArrayDeque<>();
        try {
            DataPieces pieces = new DataPieces(segments, span, STRIPE, PIECE);
            while (pieces.hasNext() || !pending.isEmpty()) {
                while (pieces.hasNext() && pending.size() < WINDOW) {
                    DataPieces.Piece piece = pieces.next();
                    String stripe = stripe(piece.segment().id(), piece.stripe());
                    pending.add(new PendingPiece(pool.sendRead(stripe, piece.offset(), piece.length()), piece, stripe));
                }
                try (PendingPiece next = pending.remove()) {
                    ByteBuffer bytes = next.await();
                    while (bytes.hasRemaining()) {
                        sink.write(bytes);
                    }
                }
            }
        } finally {
            pending.forEach(PendingPiece::close);
        }
    }

    private record PendingPiece(PendingBytes bytes, DataPieces.Piece piece, String stripe) implements AutoCloseable {
        ByteBuffer await() {
            try {
                ByteBuffer read = bytes.await();
                if (read.remaining() == piece.length()) {
                    return read;
                }
                throw new StorageFailure(stripe + " has fewer bytes than were written", new IOException("short read"));
            } catch (RadosException e) {
                throw new StorageFailure(stripe + " is missing", e);
            }
        }

        @Override
        public void close() {
            bytes.close();
        }
    }

    /** Reads a manifest. */
    public List<PartRow> readManifest(DataSegment manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            transferTo(List.of(manifest), ByteSpan.whole(manifest.size()), Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new StorageFailure("memory fails to be written", e);
        }
        return UploadFormat.readManifest(bytes.toByteArray());
    }

    /** Writes a manifest. */
    public DataSegment writeManifest(String id, DataOwner owner, List<PartRow> parts) {
        byte[] bytes = UploadFormat.writeManifest(parts);
        try (DataWriter writer = write(id, owner, bytes.length)) {
            writer.write(ByteBuffer.wrap(bytes));
            return writer.finish();
        }
    }

    /** Names every segment that has a first stripe, in no order, for as long as the answer is true. */
    public void forEachSegment(Predicate<String> consumer) {
        pool.forEachObject(object -> !object.endsWith(".0") || consumer.test(object.substring(0, object.length() - 2)));
    }

    /** What a segment was written for, if that began before a moment; empty for one that is gone. */
    public Optional<DataOwner> owner(String id, Instant before) {
        return pool.stat(stripe(id, 0))
                .filter(it -> it.modified().isBefore(before))
                .flatMap(it -> it.attribute(OWNER))
                .map(DataOwner::parse);
    }

    /** Removes a segment of unknown size, the first stripe last; false if {@code goOn} answered false before. */
    public boolean removeAll(String id, BooleanSupplier goOn) {
        long stripes = 1;
        while (pool.stat(stripe(id, stripes)).isPresent()) {
            stripes++;
        }
        return remove(new DataSegment(id, stripes * STRIPE), goOn);
    }

    /**
     * Removes all that a row of garbage stands for; what is gone already does not matter.
     *
     * @param goOn is asked before each stripe
     * @return false if {@code goOn} answered false; then call again later
     */
    public boolean remove(GarbageRow garbage, BooleanSupplier goOn) {
        return (!garbage.manifest() || removeParts(garbage.data(), goOn)) && remove(garbage.data(), goOn);
    }

    private boolean removeParts(DataSegment manifest, BooleanSupplier goOn) {
        try {
            return readManifest(manifest).stream().allMatch(part -> remove(part.data(), goOn));
        } catch (StorageFailure e) {
            if (e.getCause() instanceof RadosException) {
                // A manifest is removed last, so what it names is gone.
                return true;
            }
            throw e;
        }
    }

    /** Removes a segment that was never referred to. If that fails, it is found later, like what a dead gateway leaves. */
    public void removeQuietly(DataSegment segment) {
        removeQuietly(pool, segment);
    }

    static void removeQuietly(RadosPool pool, DataSegment segment) {
        try {
            boolean _ = remove(pool, segment, WINDOW, () -> true);
        } catch (StorageException e) {
            LOGGER.log(DEBUG, "bytes without an object are left for later: " + segment.id(), e);
        }
    }

    /**
     * Removes a segment, one stripe after the other, so that the caller decides how many calls are under way; false if
     * {@code goOn}, which is asked before each stripe, answered false before it was gone.
     */
    public boolean remove(DataSegment segment, BooleanSupplier goOn) {
        return remove(pool, segment, 1, goOn);
    }

    /** The last stripe first: as long as there is a first one, its owner is known. */
    private static boolean remove(RadosPool pool, DataSegment segment, int window, BooleanSupplier goOn) {
        Deque<PendingOperation> pending = new ArrayDeque<>();
        try {
            for (long number = stripes(segment.size()) - 1; number >= 0; number--) {
                if (!goOn.getAsBoolean()) {
                    return false;
                }
                if (pending.size() == window || number == 0) {
                    while (!pending.isEmpty()) {
                        finishRemoval(pending.remove(), segment);
                    }
                }
                pending.add(pool.send(stripe(segment.id(), number), new WriteOperation().removeObject()));
            }
            while (!pending.isEmpty()) {
                finishRemoval(pending.remove(), segment);
            }
            return true;
        } finally {
            pending.forEach(PendingOperation::close);
        }
    }

    private static void finishRemoval(PendingOperation removal, DataSegment segment) {
        try (removal) {
            int result = removal.await();
            if (result != -RadosException.NO_ENTRY) {
                RadosException.check(result, "remove " + segment.id());
            }
        }
    }
}
