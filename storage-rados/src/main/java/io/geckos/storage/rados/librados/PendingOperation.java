package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.engine.RequestPatience;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * An operation that was sent to the cluster, with the memory that librados uses until it is over. Waiting does not block
 * the carrier of a virtual thread. For one thread, which closes it; closing waits until the operation is over. An operation of a
 * request that has no time left is over at once, as if it had timed out.
 */
public final class PendingOperation implements AutoCloseable {
    private static final Map<Long, PendingOperation> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    private static final MemorySegment UPCALL = upcall();

    /** Stands for a result that is not there yet; librados has none above 0 but numbers of bytes. */
    private static final int NONE = Integer.MIN_VALUE;

    private final Optional<RequestPatience> patience = RequestPatience.current();
    private final Arena arena = Arena.ofConfined();
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final long began = System.nanoTime();
    private final RadosPool pool;
    private final long completion;
    private final long id = LAST.incrementAndGet();
    private volatile long ended;
    private Runnable release = () -> {};
    private int answer = NONE;
    private boolean closed;

    PendingOperation(RadosPool pool) {
        this.pool = pool;
        RUNNING.put(id, this);
        MemorySegment out = arena.allocate(ADDRESS);
        LibradosFunction.AIO_CREATE_COMPLETION2.call(id, UPCALL.address(), out.address());
        completion = out.get(JAVA_LONG, 0);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment upcall() {
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .findStatic(
                                            PendingOperation.class,
                                            "complete",
                                            MethodType.methodType(void.class, long.class, long.class)),
                            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG),
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the method is in this class", e);
        }
    }

    /** Called by a thread of librados. */
    static void complete(long completion, long id) {
        int value = LibradosFunction.AIO_GET_RETURN_VALUE.tryCall(completion);
        PendingOperation waiting = RUNNING.remove(id);
        if (waiting != null) {
            waiting.end(value);
        }
    }

    private void end(int value) {
        ended = System.nanoTime();
        result.complete(value);
    }

    /** The memory that lives as long as the operation. */
    Arena arena() {
        return arena;
    }

    /** The handle of the completion in librados. */
    long completion() {
        return completion;
    }

    /** Sets the action that frees the memory of librados at the end. */
    void onClose(Runnable action) {
        release = action;
    }

    /** Makes the call that sends this operation; if it fails, or if the request has no time left, the operation is over. */
    PendingOperation send(IntSupplier call) {
        int sent = RadosPool.isLate(patience) ? -RadosException.TIMED_OUT : call.getAsInt();
        if (sent < 0) {
            RUNNING.remove(id);
            end(sent);
        }
        return this;
    }

    /** Waits; answers 0 or more, or an error number below 0. An interrupt is kept for later. */
    public int await() {
        if (answer == NONE) {
            answer = join();
            pool.note(patience, answer, began, ended);
        }
        return answer;
    }

    private int join() {
        Optional<Long> left = patience.flatMap(RequestPatience::nanosLeft);
        if (left.isEmpty()) {
            return result.join();
        }
        int value = result.copy()
                .completeOnTimeout(NONE, left.get(), TimeUnit.NANOSECONDS)
                .join();
        if (value != NONE) {
            return value;
        }
        // What librados does itself at the timeout. A comparison may have failed in the same moment, which is not told
        // apart.
        LibradosFunction.AIO_CANCEL.tryCall(pool.context(), completion);
        value = result.join();
        return value == -RadosException.CANCELED ? -RadosException.TIMED_OUT : value;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            await();
            release.run();
            LibradosFunction.AIO_RELEASE.call(completion);
            arena.close();
        }
    }
}
