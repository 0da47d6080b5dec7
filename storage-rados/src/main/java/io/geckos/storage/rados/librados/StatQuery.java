package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The question for the {@link ObjectStat} of one object, and where librados leaves the answer. */
final class StatQuery {
    private final MemorySegment size;
    private final MemorySegment modified;
    private final MemorySegment iterator;
    private final MemorySegment next;

    StatQuery(Arena arena) {
        size = arena.allocate(JAVA_LONG);
        modified = arena.allocate(JAVA_LONG);
        iterator = arena.allocate(ADDRESS);
        next = arena.allocate(JAVA_LONG, 3);
    }

    /** Adds itself to an operation of librados. */
    void addTo(long operation) {
        LibradosFunction.READ_OP_STAT.call(operation, size.address(), modified.address(), 0);
        LibradosFunction.READ_OP_GETXATTRS.call(operation, iterator.address(), 0);
    }

    /** Reads the answer, once. */
    ObjectStat read(String what) {
        long source = iterator.get(JAVA_LONG, 0);
        Map<String, String> attributes = new HashMap<>();
        while (true) {
            RadosException.check(LibradosFunction.GETXATTRS_NEXT.tryCall(source, at(0), at(1), at(2)), what);
            long name = next.getAtIndex(JAVA_LONG, 0);
            if (name == 0) {
                return new ObjectStat(Instant.ofEpochSecond(modified.get(JAVA_LONG, 0)), attributes);
            }
            byte[] value = NativeBytes.read(next.getAtIndex(JAVA_LONG, 1), next.getAtIndex(JAVA_LONG, 2));
            attributes.put(NativeBytes.readString(name), new String(value, ISO_8859_1));
        }
    }

    private long at(int index) {
        return next.address() + index * JAVA_LONG.byteSize();
    }

    /** Gives the answer back to librados, also one that was not read. */
    void end() {
        LibradosFunction.GETXATTRS_END.call(iterator.get(JAVA_LONG, 0));
    }
}
