package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.storage.rados.librados.ReadOperation.RowIterator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * A pool of a cluster, and in it one namespace. Methods throw as {@link RadosException#check} does, except {@code write},
 * whose error number the caller must check, and {@code send} of a write, whose operation answers it. Names of objects are
 * ASCII. Safe for many threads. Not final, so that tests can simulate a lost answer.
 */
public class RadosPool implements AutoCloseable {
    private static final String LEASE = "lease";
    private static final long MUST_RENEW = 2;
    private static final long MICROS = 1_000_000;

    private final String name;
    private final long context;
    private final Duration timeout;
    private final LongAdder timeouts = new LongAdder();

    /** A second object for the same pool. Only one of the two may be closed. */
    RadosPool(RadosPool other) {
        this(other.name, other.context, other.timeout);
    }

    /** {@code timeout} is when librados gives an operation up. */
    RadosPool(String name, long context, Duration timeout) {
        this.name = name;
        this.context = context;
        this.timeout = timeout;
    }

    public String name() {
        return name;
    }

    long context() {
        return context;
    }

    /** How many operations were not answered in time since this was opened. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** Tells whether a request has no time left for another operation. */
    static boolean isLate(Optional<RequestPatience> patience) {
        return patience.flatMap(RequestPatience::nanosLeft)
                .filter(it -> it == 0)
                .isPresent();
    }

    /** Takes note of the end of an operation, by {@link System#nanoTime}. */
    void note(Optional<RequestPatience> patience, int result, long began, long ended) {
        if (result == -RadosException.TIMED_OUT) {
            timeouts.increment();
            patience.ifPresent(it -> it.timedOut(began, timeout));
        } else {
            patience.ifPresent(it -> it.answered(began, ended, timeout));
        }
    }

    /** Carries out an operation, and waits for it; answers 0, or an error number below 0. */
    public int write(String object, WriteOperation operation) {
        try (PendingOperation pending = send(object, operation)) {
            return pending.await();
        }
    }

    /** Carries out an operation, waits for it, and throws as {@link RadosException#check} if it failed. */
    public void writeOrThrow(String object, WriteOperation operation) {
        RadosException.check(write(object, operation), "write " + name + "/" + object);
    }

    /** Sends an operation. What it writes is copied. */
    public PendingOperation send(String object, WriteOperation operation) {
        PendingOperation pending = new PendingOperation(this);
        long handle = LibradosFunction.CREATE_WRITE_OP.call();
        pending.onClose(() -> LibradosFunction.RELEASE_WRITE_OP.call(handle));
        operation.addTo(handle, pending.arena());
        return pending.send(() -> LibradosFunction.AIO_WRITE_OP_OPERATE.tryCall(
                handle, context, pending.completion(), NativeBytes.string(pending.arena(), object), 0, 0));
    }

    /** Asks for rows, and waits for them: one page for each query. */
    public List<OmapPage> read(String object, ReadOperation operation) {
        try (PendingRows pending = send(object, operation)) {
            return pending.await();
        }
    }

    /** Asks for rows. */
    public PendingRows send(String object, ReadOperation operation) {
        PendingOperation pending = new PendingOperation(this);
        long handle = LibradosFunction.CREATE_READ_OP.call();
        List<RowIterator> iterators = operation.addTo(handle, pending.arena());
        pending.onClose(() -> {
            iterators.forEach(RowIterator::end);
            LibradosFunction.RELEASE_READ_OP.call(handle);
        });
        PendingOperation _ = sendRead(pending, handle, object);
        return new PendingRows(pending, iterators, "read " + name + "/" + object);
    }

    private PendingOperation sendRead(PendingOperation pending, long operation, String object) {
        return pending.send(() -> LibradosFunction.AIO_READ_OP_OPERATE.tryCall(
                operation, context, pending.completion(), NativeBytes.string(pending.arena(), object), 0));
    }

    /** Asks for bytes of an object from an offset on. */
    public PendingBytes sendRead(String object, long offset, int length) {
        PendingOperation pending = new PendingOperation(this);
        MemorySegment memory = pending.arena().allocate(Math.max(1, length));
        PendingOperation _ = pending.send(() -> LibradosFunction.AIO_READ.tryCall(
                context,
                NativeBytes.string(pending.arena(), object),
                pending.completion(),
                memory.address(),
                length,
                offset));
        return new PendingBytes(pending, memory, "read " + name + "/" + object);
    }

    /** When an object was changed last, and its attributes; empty if there is none. */
    public Optional<ObjectStat> stat(String object) {
        try (PendingOperation pending = new PendingOperation(this)) {
            long handle = LibradosFunction.CREATE_READ_OP.call();
            StatQuery query = new StatQuery(pending.arena());
            query.addTo(handle);
            pending.onClose(() -> {
                query.end();
                LibradosFunction.RELEASE_READ_OP.call(handle);
            });
            int result = sendRead(pending, handle, object).await();
            return isThere(result, "stat", object) ? Optional.of(query.read(object)) : Optional.empty();
        }
    }

    /** Makes a call that waits in the library for the cluster, unless the request has no time left for one. */
    private int await(IntSupplier call) {
        Optional<RequestPatience> patience = RequestPatience.current();
        if (isLate(patience)) {
            return -RadosException.TIMED_OUT;
        }
        long began = System.nanoTime();
        int result = Thread.currentThread().isVirtual() ? besideCarriers(call) : call.getAsInt();
        note(patience, result, began, System.nanoTime());
        return result;
    }

    /** A virtual thread that waits in the library keeps its carrier from all others: so another thread waits for it. */
    private static int besideCarriers(IntSupplier call) {
        return CompletableFuture.supplyAsync(
                        call::getAsInt,
                        task -> Thread.ofPlatform().name("librados").start(task))
                .join();
    }

    private boolean isThere(int result, String what, String object) {
        return result != -RadosException.NO_ENTRY
                && RadosException.check(result, what + " " + name + "/" + object) >= 0;
    }

    /**
     * Calls {@code consumer} with the name of each object of the namespace, in no order, until it answers false. Objects that
     * are made or removed meanwhile may be among them. Waits in the library: a virtual thread would keep its carrier from all
     * others.
     */
    public void forEachObject(Predicate<String> consumer) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG, 2);
            RadosException.check(LibradosFunction.NOBJECTS_LIST_OPEN.tryCall(context, out.address()), "list " + name);
            long listing = out.get(JAVA_LONG, 0);
            try {
                boolean goOn = true;
                while (goOn
                        && isThere(
                                LibradosFunction.NOBJECTS_LIST_NEXT.tryCall(listing, out.address(), 0, 0),
                                "list",
                                "")) {
                    goOn = consumer.test(NativeBytes.readString(out.get(JAVA_LONG, 0)));
                }
            } finally {
                LibradosFunction.NOBJECTS_LIST_CLOSE.call(listing);
            }
        }
    }

    /**
     * Takes a lock, or prolongs one. The servers of the cluster end it by their clocks.
     *
     * @param holder a name that nobody else uses
     * @param renew whether the holder must have the lock already
     * @return false if another has the lock, or, with {@code renew}, if the holder has lost it
     */
    public boolean lock(String object, String holder, Duration duration, boolean renew) {
        try (Arena arena = Arena.ofConfined()) {
            // A duration of 0 would never expire.
            long micros = Math.max(1, duration.toNanos() / 1000);
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            time.setAtIndex(JAVA_LONG, 0, micros / MICROS);
            time.setAtIndex(JAVA_LONG, 1, micros % MICROS);
            long[] arguments = {
                context,
                NativeBytes.string(arena, object),
                NativeBytes.string(arena, LEASE),
                NativeBytes.string(arena, holder),
                NativeBytes.string(arena, ""),
                time.address(),
                renew ? MUST_RENEW : 0
            };
            int result = await(() -> LibradosFunction.LOCK_EXCLUSIVE.tryCall(arguments));
            return result != -RadosException.BUSY && isThere(result, "lock", object);
        }
    }

    /** Releases a lock, if the holder has it. */
    public void unlock(String object, String holder) {
        try (Arena arena = Arena.ofConfined()) {
            long[] arguments = {
                context,
                NativeBytes.string(arena, object),
                NativeBytes.string(arena, LEASE),
                NativeBytes.string(arena, holder)
            };
            int result = await(() -> LibradosFunction.UNLOCK.tryCall(arguments));
            isThere(result, "unlock", object);
        }
    }

    /** Waits for all writes, and closes. */
    @Override
    public void close() {
        LibradosFunction.AIO_FLUSH.call(context);
        LibradosFunction.IOCTX_DESTROY.call(context);
    }
}
