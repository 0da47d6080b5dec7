package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap for the arguments of a few system calls, acquired and released: asking the C library for it each
 * time costs as much as the calls. An argument that does not fit gets memory of its own until the release.
 */
final class SyscallArena {
    /** The size of an argument that always fits beside a few paths, in bytes. */
    static final int SMALL = 4 << 10;

    private static final int SIZE = 8 << 10;

    /** Free arenas are kept in groups by thread id, against contention. If a group is empty, a new arena is made. */
    private static final int GROUPS = 16;

    private static final int GROUP = 4;

    /** Groups are a cache line apart. */
    private static final int STRIDE = 16;

    private static final AtomicReferenceArray<@Nullable SyscallArena> FREE =
            new AtomicReferenceArray<>(GROUPS * STRIDE);

    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, ADDRESS.byteAlignment());
    private final MemorySegment state;
    private final long begin;
    private long used;
    private @Nullable Arena more;

    private SyscallArena() {
        long size = Linker.Option.captureStateLayout().byteSize();
        state = memory.asSlice(0, size);
        begin = aligned(size);
        used = begin;
    }

    static SyscallArena acquire() {
        int first = group();
        for (int slot = first; slot < first + GROUP; slot++) {
            SyscallArena arena = FREE.get(slot) == null ? null : FREE.getAndSet(slot, null);
            if (arena != null) {
                return arena;
            }
        }
        return new SyscallArena();
    }

    private static int group() {
        return (int) (Thread.currentThread().threadId() % GROUPS) * STRIDE;
    }

    /** Releases everything; no allocated memory may be used any more. */
    void release() {
        if (more != null) {
            more.close();
            more = null;
        }
        used = begin;
        int slot = group();
        int end = slot + GROUP;
        // If the group is full, this is left to the garbage collector.
        while (slot < end && !FREE.compareAndSet(slot, null, this)) {
            slot++;
        }
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
