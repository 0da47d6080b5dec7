package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons and changes of one object, which are carried out together or not at all. Keys of rows are strings with one
 * character for each byte.
 */
public final class WriteOperation {
    private static final long EQUAL = 1;
    private static final long GREATER_OR_EQUAL = 4;
    private static final byte[] NONE = {};

    private final List<Step> steps = new ArrayList<>();
    private final List<OmapRow> rows = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    /** Adds itself to an operation of librados. */
    private interface Step {
        void add(long operation, Arena arena);
    }

    /** Requires that the object exists; otherwise the operation ends with {@link RadosException#NO_ENTRY}. */
    public WriteOperation requireObject() {
        return with((operation, _) -> LibradosFunction.WRITE_OP_ASSERT_EXISTS.call(operation));
    }

    /** Creates the object; if it exists, the operation ends with {@link RadosException#EXISTS}. */
    public WriteOperation create() {
        return with((operation, _) -> LibradosFunction.WRITE_OP_CREATE.call(operation, 1, 0));
    }

    /** Removes the object. */
    public WriteOperation removeObject() {
        return with((operation, _) -> LibradosFunction.WRITE_OP_REMOVE.call(operation));
    }

    /** Replaces the bytes of the object by those that remain in a buffer, which must not change before the operation is sent. */
    public WriteOperation write(ByteBuffer bytes) {
        return with((operation, arena) -> {
            // librados copies what it is given, so bytes that are outside the heap need no copy here.
            MemorySegment source = MemorySegment.ofBuffer(bytes);
            MemorySegment outside = source.isNative()
                    ? source
                    : arena.allocate(Math.max(1, source.byteSize())).copyFrom(source);
            LibradosFunction.WRITE_OP_WRITE_FULL.call(operation, outside.address(), source.byteSize());
        });
    }

    /** Requires that a row has this value; otherwise the operation ends with {@link RadosException#CANCELED}. */
    public WriteOperation requireRow(String key, byte[] value) {
        byte[] bytes = key.getBytes(ISO_8859_1);
        return with((operation, arena) -> LibradosFunction.WRITE_OP_OMAP_CMP2.call(
                operation,
                NativeBytes.copy(arena, bytes),
                EQUAL,
                NativeBytes.copy(arena, value),
                bytes.length,
                value.length,
                0));
    }

    /** Requires that there is no row of a key, or an empty one, which to RADOS is the same. */
    public WriteOperation requireNoRow(String key) {
        return requireRow(key, NONE);
    }

    /** Sets the value of a row. */
    public WriteOperation setRow(String key, byte[] value) {
        rows.add(new OmapRow(key, value));
        return this;
    }

    /** Removes a row, if it is there. A key must not be both set and removed. */
    public WriteOperation removeRow(String key) {
        removed.add(key);
        return this;
    }

    /** Sets an attribute of the object. */
    public WriteOperation setAttribute(String name, String value) {
        byte[] bytes = value.getBytes(ISO_8859_1);
        return with((operation, arena) -> LibradosFunction.WRITE_OP_SETXATTR.call(
                operation, NativeBytes.string(arena, name), NativeBytes.copy(arena, bytes), bytes.length));
    }

    /** Requires that an attribute has this value; otherwise the operation ends with {@link RadosException#CANCELED}. */
    public WriteOperation requireAttribute(String name, String value) {
        return compare(name, EQUAL, value);
    }

    /** Requires that an attribute is at most {@code value}, in order of bytes. */
    public WriteOperation requireAttributeAtMost(String name, String value) {
        // What is given is the left side, and what is stored the right one.
        return compare(name, GREATER_OR_EQUAL, value);
    }

    private WriteOperation compare(String name, long comparison, String value) {
        byte[] bytes = value.getBytes(ISO_8859_1);
        return with((operation, arena) -> LibradosFunction.WRITE_OP_CMPXATTR.call(
                operation, NativeBytes.string(arena, name), comparison, NativeBytes.copy(arena, bytes), bytes.length));
    }

    /** Calls a method of an object class, which is code that the servers of the cluster have. */
    public WriteOperation execute(String objectClass, String method, byte[] input) {
        return with((operation, arena) -> LibradosFunction.WRITE_OP_EXEC.call(
                operation,
                NativeBytes.string(arena, objectClass),
                NativeBytes.string(arena, method),
                NativeBytes.copy(arena, input),
                input.length,
                0));
    }

    /** Adds all that another operation does, behind what this one does. */
    public WriteOperation with(WriteOperation other) {
        steps.addAll(other.steps);
        rows.addAll(other.rows);
        removed.addAll(other.removed);
        return this;
    }

    private WriteOperation with(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds all steps to an operation of librados. */
    void addTo(long operation, Arena arena) {
        steps.forEach(step -> step.add(operation, arena));
        if (!removed.isEmpty()) {
            KeyArray keys = KeyArray.of(arena, removed);
            LibradosFunction.WRITE_OP_OMAP_RM_KEYS2.call(operation, keys.addresses(), keys.lengths(), keys.count());
        }
        if (!rows.isEmpty()) {
            addRows(operation, arena);
        }
    }

    private void addRows(long operation, Arena arena) {
        KeyArray keys = KeyArray.of(arena, rows.stream().map(OmapRow::key).toList());
        MemorySegment values = arena.allocate(JAVA_LONG, rows.size());
        MemorySegment lengths = arena.allocate(JAVA_LONG, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            byte[] value = rows.get(i).value();
            values.setAtIndex(JAVA_LONG, i, NativeBytes.copy(arena, value));
            lengths.setAtIndex(JAVA_LONG, i, value.length);
        }
        LibradosFunction.WRITE_OP_OMAP_SET2.call(
                operation, keys.addresses(), values.address(), keys.lengths(), lengths.address(), keys.count());
    }
}
