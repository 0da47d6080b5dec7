package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Queries for rows of one object, which are all answered from one moment. */
public final class ReadOperation {
    /** The most rows that the servers of a cluster answer at once, as they are delivered. */
    public static final int MAX_ROWS = 1024;

    private final List<Query> queries = new ArrayList<>();

    /** Adds itself to an operation of librados. */
    private interface Query {
        RowIterator add(long operation, Arena arena);
    }

    /**
     * Asks for rows behind a key that begin with a prefix. Neither may contain a zero.
     *
     * @param most how many; with more than {@link #MAX_ROWS} the page may say that there are more after fewer
     */
    public ReadOperation rows(String after, String prefix, int most) {
        queries.add((operation, arena) -> {
            RowIterator rows = new RowIterator(arena);
            LibradosFunction.READ_OP_OMAP_GET_VALS2.call(
                    operation,
                    NativeBytes.string(arena, after),
                    NativeBytes.string(arena, prefix),
                    most,
                    rows.iterator.address(),
                    rows.more.address(),
                    rows.status.address());
            return rows;
        });
        return this;
    }

    /** Asks for rows by their keys. */
    public ReadOperation rows(List<String> keys) {
        queries.add((operation, arena) -> {
            RowIterator rows = new RowIterator(arena);
            KeyArray array = KeyArray.of(arena, keys);
            LibradosFunction.READ_OP_OMAP_GET_VALS_BY_KEYS2.call(
                    operation,
                    array.addresses(),
                    array.count(),
                    array.lengths(),
                    rows.iterator.address(),
                    rows.status.address());
            return rows;
        });
        return this;
    }

    /** Adds all queries to an operation of librados. */
    List<RowIterator> addTo(long operation, Arena arena) {
        return queries.stream().map(query -> query.add(operation, arena)).toList();
    }

    /** Where librados leaves the answer to one query. */
    static final class RowIterator {
        private final MemorySegment iterator;
        private final MemorySegment more;
        private final MemorySegment status;

        private RowIterator(Arena arena) {
            iterator = arena.allocate(ADDRESS);
            more = arena.allocate(JAVA_LONG);
            status = arena.allocate(JAVA_LONG);
        }

        /** Reads the answer, once. */
        OmapPage read(Arena arena, String what) {
            RadosException.check(status.get(JAVA_INT, 0), what);
            long source = iterator.get(JAVA_LONG, 0);
            MemorySegment out = arena.allocate(JAVA_LONG, 4);
            List<OmapRow> rows = new ArrayList<>();
            while (true) {
                int next = LibradosFunction.OMAP_GET_NEXT2.tryCall(
                        source,
                        out.address(),
                        out.address() + JAVA_LONG.byteSize(),
                        out.address() + 2 * JAVA_LONG.byteSize(),
                        out.address() + 3 * JAVA_LONG.byteSize());
                RadosException.check(next, what);
                long key = out.getAtIndex(JAVA_LONG, 0);
                if (key == 0) {
                    break;
                }
                rows.add(new OmapRow(
                        new String(NativeBytes.read(key, out.getAtIndex(JAVA_LONG, 2)), ISO_8859_1),
                        NativeBytes.read(out.getAtIndex(JAVA_LONG, 1), out.getAtIndex(JAVA_LONG, 3))));
            }
            return new OmapPage(rows, more.get(JAVA_BYTE, 0) != 0);
        }

        /** Gives the answer back to librados, also one that was not read. */
        void end() {
            LibradosFunction.OMAP_GET_END.call(iterator.get(JAVA_LONG, 0));
        }
    }
}
