package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An operation that was sent to the cluster, with the memory that librados uses until it is over. To wait for it keeps no
 * carrier of virtual threads busy. For one thread, which closes it; closing waits until the operation is over.
 */
public final class PendingOperation implements AutoCloseable {
    private static final Map<Long, CompletableFuture<Integer>> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    private static final MemorySegment UPCALL = upcall();

    private final Arena arena = Arena.ofConfined();
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final long completion;
    private final long id = LAST.incrementAndGet();
    private Runnable release = () -> {};
    private boolean closed;

    PendingOperation() {
        RUNNING.put(id, result);
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
        CompletableFuture<Integer> waiting = RUNNING.remove(id);
        if (waiting != null) {
            waiting.complete(value);
        }
    }

    /** The memory that lives as long as the operation. */
    Arena arena() {
        return arena;
    }

    /** What librados calls this operation. */
    long completion() {
        return completion;
    }

    /** Sets what to give back to librados at the end. */
    void onClose(Runnable action) {
        release = action;
    }

    /** Takes the answer of the call that was to send this operation: if it was not sent, it is over. */
    PendingOperation sent(int answer) {
        if (answer < 0) {
            RUNNING.remove(id);
            result.complete(answer);
        }
        return this;
    }

    /** Waits; answers 0 or more, or an error number below 0. An interrupt is kept for later. */
    public int await() {
        return result.join();
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
