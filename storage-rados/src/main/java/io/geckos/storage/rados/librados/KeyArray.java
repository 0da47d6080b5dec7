package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Keys of rows as librados takes them: the addresses of two arrays, and how many elements these have. */
record KeyArray(long addresses, long lengths, long count) {
    static KeyArray of(Arena arena, List<String> keys) {
        MemorySegment addresses = arena.allocate(JAVA_LONG, Math.max(1, keys.size()));
        MemorySegment lengths = arena.allocate(JAVA_LONG, Math.max(1, keys.size()));
        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = keys.get(i).getBytes(ISO_8859_1);
            addresses.setAtIndex(JAVA_LONG, i, NativeBytes.copy(arena, bytes));
            lengths.setAtIndex(JAVA_LONG, i, bytes.length);
        }
        return new KeyArray(addresses.address(), lengths.address(), keys.size());
    }
}
