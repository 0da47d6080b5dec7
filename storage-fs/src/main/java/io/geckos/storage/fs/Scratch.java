package io.geckos.storage.fs;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap for the arguments of a few system calls, lent and given back: asking the C library for it each
 * time costs as much as the calls. What does not fit gets memory of its own, until this is given back.
 */
final class Scratch {
    private static final int SIZE = 8 << 10;
    private static final int KEPT = 64;
    private static final BlockingQueue<Scratch> FREE = new ArrayBlockingQueue<>(KEPT);

    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, ADDRESS.byteAlignment());
    private final MemorySegment state;
    private final long begin;
    private long used;
    private @Nullable Arena more;

    private Scratch() {
        long size = Linker.Option.captureStateLayout().byteSize();
        state = memory.asSlice(0, size);
        begin = aligned(size);
        used = begin;
    }

    static Scratch take() {
        Scratch scratch = FREE.poll();
        return scratch == null ? new Scratch() : scratch;
    }

    /** Gives everything back; nothing that was allocated may be used after. */
    void give() {
        if (more != null) {
            more.close();
            more = null;
        }
        used = begin;
        // One too many is left to the garbage collector.
        boolean _ = FREE.offer(this);
    }

    /** Where a system call leaves its error number. */
    MemorySegment state() {
        return state;
    }

    /** Memory for an argument, zeroed. */
    MemorySegment allocate(long size) {
        if (size > SIZE - used) {
            return more().allocate(size, ADDRESS.byteAlignment());
        }
        MemorySegment slice = memory.asSlice(used, size).fill((byte) 0);
        used = aligned(used + size);
        return slice;
    }

    /** The address of a string's copy, as C has strings. */
    long string(String text) {
        long most = text.length() * 3L + 1;
        if (most > SIZE - used) {
            return more().allocateFrom(text).address();
        }
        long at = used;
        memory.setString(at, text);
        used = aligned(at + most);
        return memory.address() + at;
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed when this is given back.
    private Arena more() {
        Arena arena = more;
        if (arena == null) {
            arena = Arena.ofConfined();
            more = arena;
        }
        return arena;
    }

    private static long aligned(long size) {
        long alignment = ADDRESS.byteAlignment();
        return (size + alignment - 1) / alignment * alignment;
    }
}
