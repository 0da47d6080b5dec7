package io.geckos.storage.rados.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.WriteOperation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The counters of a shard. The cluster adds to them by its object class {@code numops}, in the same operation as the change
 * that is counted, so writers of different keys do not wait for each other.
 */
public final class ShardCounters {
    private static final String OBJECTS = RowKey.COUNTERS + "objects";
    private static final String BYTES = RowKey.COUNTERS + "bytes";
    private static final String NONCURRENT_VERSIONS = RowKey.COUNTERS + "noncurrent-versions";
    private static final String NONCURRENT_BYTES = RowKey.COUNTERS + "noncurrent-bytes";
    private static final String DELETE_MARKERS = RowKey.COUNTERS + "delete-markers";
    private static final String UPLOADS = RowKey.COUNTERS + "uploads";
    private static final String UPLOAD_BYTES = RowKey.COUNTERS + "upload-bytes";

    /** The rows of parts and of garbage, which no usage tells. */
    private static final String OTHER_ROWS = RowKey.COUNTERS + "other-rows";

    private ShardCounters() {}

    /** Adds a difference to the counters. */
    public static void add(WriteOperation operation, Figures difference) {
        add(operation, OBJECTS, difference.objects());
        add(operation, BYTES, difference.bytes());
        add(operation, NONCURRENT_VERSIONS, difference.noncurrentVersions());
        add(operation, NONCURRENT_BYTES, difference.noncurrentBytes());
        add(operation, DELETE_MARKERS, difference.deleteMarkers());
        add(operation, UPLOADS, difference.uploads());
        add(operation, UPLOAD_BYTES, difference.uploadBytes());
    }

    /** Counts rows of parts and of garbage that an operation adds or, below 0, removes. */
    public static void addRows(WriteOperation operation, long more) {
        add(operation, OTHER_ROWS, more);
    }

    private static void add(WriteOperation operation, String row, long more) {
        if (more != 0) {
            operation.execute("numops", "add", input(row, String.valueOf(more)));
        }
    }

    /** Sets the counters of a shard to which nobody else writes; {@code otherRows} are those of parts and of garbage. */
    static void set(WriteOperation operation, Figures figures, long otherRows) {
        set(operation, OTHER_ROWS, otherRows);
        set(operation, OBJECTS, figures.objects());
        set(operation, BYTES, figures.bytes());
        set(operation, NONCURRENT_VERSIONS, figures.noncurrentVersions());
        set(operation, NONCURRENT_BYTES, figures.noncurrentBytes());
        set(operation, DELETE_MARKERS, figures.deleteMarkers());
        set(operation, UPLOADS, figures.uploads());
        set(operation, UPLOAD_BYTES, figures.uploadBytes());
    }

    private static void set(WriteOperation operation, String row, long number) {
        operation.setRow(row, String.valueOf(number).getBytes(US_ASCII));
    }

    /** Two strings, each behind its length, as Ceph encodes them. */
    private static byte[] input(String key, String number) {
        byte[] first = key.getBytes(ISO_8859_1);
        byte[] second = number.getBytes(US_ASCII);
        return ByteBuffer.allocate(2 * Integer.BYTES + first.length + second.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(first.length)
                .put(first)
                .putInt(second.length)
                .put(second)
                .array();
    }

    /** Reads the rows that begin with {@link RowKey#COUNTERS}. */
    public static Figures read(OmapPage rows) {
        return new Figures(
                value(rows, OBJECTS),
                value(rows, BYTES),
                value(rows, NONCURRENT_VERSIONS),
                value(rows, NONCURRENT_BYTES),
                value(rows, DELETE_MARKERS),
                value(rows, UPLOADS),
                value(rows, UPLOAD_BYTES));
    }

    /** How many rows a shard has, but for its counters, by the rows that begin with {@link RowKey#COUNTERS}. */
    static long readRows(OmapPage rows) {
        Figures figures = read(rows).atLeastZero();
        return figures.objects()
                + figures.noncurrentVersions()
                + figures.deleteMarkers()
                + figures.uploads()
                + Math.max(0, value(rows, OTHER_ROWS));
    }

    private static long value(OmapPage rows, String row) {
        // The object class computes with floating point, and writes large numbers so.
        return rows.value(row)
                .map(it -> Math.round(Double.parseDouble(new String(it, US_ASCII))))
                .orElse(0L);
    }
}
