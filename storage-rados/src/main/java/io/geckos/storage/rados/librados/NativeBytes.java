package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Copies bytes to and from memory outside the heap. */
final class NativeBytes {
    private static final byte[] NONE = {};

    private NativeBytes() {}

    /** The address of a copy. */
    static long copy(Arena arena, byte[] bytes) {
        MemorySegment memory = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        return memory.address();
    }

    /** The address of a copy that ends with a zero. Each character is one byte. */
    static long string(Arena arena, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        MemorySegment memory = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
        return memory.address();
    }

    /** The bytes at an address. */
    @SuppressWarnings("restricted")
    static byte[] read(long address, long length) {
        return length == 0
                ? NONE
                : MemorySegment.ofAddress(address).reinterpret(length).toArray(JAVA_BYTE);
    }

    /** The bytes from an address up to a zero, each as a character. */
    @SuppressWarnings("restricted")
    static String readString(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0, ISO_8859_1);
    }
}
