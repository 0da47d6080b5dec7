package io.geckos.storage.rados.index;

import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.GarbageRow;
import io.geckos.storage.rados.format.HeadRow;
import io.geckos.storage.rados.format.IndexShard;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.librados.WriteOperation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A change of the versions of one key, in the making: one version is added, removed or replaced. */
public final class KeyChange {
    private static final byte[] NONE = {};

    private final VersionRows before;
    private final WriteOperation operation = new WriteOperation();
    private Optional<HeadRow> after;
    private Figures difference = Figures.NONE;
    private long otherRows;
    private boolean empty = true;

    KeyChange(VersionRows before) {
        this.before = before;
        this.after = before.head();
    }

    /** The least order that a new version of this key may have. */
    public long nextOrder(Instant time) {
        long nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        return before.latest().map(it -> Math.max(nanos, it.order() + 1)).orElse(nanos);
    }

    /** Makes a version the latest. A null version replaces the one before it, wherever that is in the history. */
    public void add(VersionRow version) {
        OptionalLong nullOrder = before.head().map(HeadRow::nullOrder).orElse(OptionalLong.empty());
        Optional<VersionRow> old = before.latest();
        if (old.isPresent()) {
            difference = difference.minus(latest(old.get()));
            if (version.isNull() && old.get().isNull()) {
                discard(old.get());
            } else {
                operation.setRow(row(old.get()), VersionFormat.write(old.get()));
                difference = difference.plus(noncurrent(old.get()));
                nullOrder = old.get().isNull() ? OptionalLong.of(old.get().order()) : nullOrder;
            }
        }
        if (version.isNull() && nullOrder.isPresent()) {
            before.nullVersion().ifPresent(this::removeNoncurrent);
            nullOrder = OptionalLong.empty();
        }
        difference = difference.plus(latest(version));
        setHead(Optional.of(version), nullOrder);
    }

    /** Removes a version for good. If it is the latest, the one below it becomes that. */
    public void remove(VersionRow version) {
        OptionalLong nullOrder = before.head().map(HeadRow::nullOrder).orElse(OptionalLong.empty());
        Optional<VersionRow> latest = before.latest();
        if (latest.equals(Optional.of(version))) {
            difference = difference.minus(latest(version));
            discard(version);
            latest = before.newestBelow();
            latest.ifPresent(it -> {
                operation.removeRow(row(it));
                difference = difference.minus(noncurrent(it)).plus(latest(it));
            });
        } else {
            removeNoncurrent(version);
        }
        boolean nullIsElsewhere =
                version.isNull() || latest.filter(VersionRow::isNull).isPresent();
        setHead(latest, nullIsElsewhere ? OptionalLong.empty() : nullOrder);
    }

    private void removeNoncurrent(VersionRow version) {
        operation.removeRow(row(version));
        difference = difference.minus(noncurrent(version));
        discard(version);
    }

    /** Replaces the metadata of a version. */
    public void replace(VersionRow version, VersionRow replacement) {
        OptionalLong nullOrder = before.head().map(HeadRow::nullOrder).orElse(OptionalLong.empty());
        if (before.latest().equals(Optional.of(version))) {
            setHead(Optional.of(replacement), nullOrder);
        } else {
            operation.setRow(row(version), VersionFormat.write(replacement));
            setHead(before.latest(), nullOrder);
        }
    }

    private void setHead(Optional<VersionRow> version, OptionalLong nullOrder) {
        long change = before.head().map(HeadRow::change).orElse(0L) + 1;
        after = version.map(it -> new HeadRow(it, change, nullOrder));
        empty = false;
    }

    /** Carries something out together with this change. */
    public WriteOperation also() {
        empty = false;
        return operation;
    }

    /** Counts rows of parts or of garbage that {@link #also} adds or, below 0, removes. */
    public void countRows(long more) {
        otherRows += more;
    }

    /** Counts something together with this change. */
    public void count(Figures more) {
        difference = difference.plus(more);
    }

    /** Tells whether nothing is to be changed. */
    boolean isEmpty() {
        return empty;
    }

    byte[] objectAfter() {
        return after.filter(it -> it.version().content().isPresent())
                .map(VersionFormat::write)
                .orElse(NONE);
    }

    byte[] markerAfter() {
        return after.filter(it -> it.version().content().isEmpty())
                .map(VersionFormat::write)
                .orElse(NONE);
    }

    /** The whole change, on condition that nothing of the key has changed since its history was read. */
    WriteOperation operation(WriteOperation conditions) {
        before.requireUnchanged(conditions);
        conditions.with(operation);
        change(conditions, RowKey.object(before.key()), objectAfter(), before.hasObject());
        change(conditions, RowKey.marker(before.key()), markerAfter(), before.hasMarker());
        ShardCounters.add(conditions, difference);
        ShardCounters.addRows(conditions, otherRows);
        return conditions;
    }

    private static void change(WriteOperation operation, String row, byte[] value, boolean wasThere) {
        if (value.length > 0) {
            operation.setRow(row, value);
        } else if (wasThere) {
            operation.removeRow(row);
        }
    }

    private String row(VersionRow version) {
        return RowKey.version(before.key(), version.order(), version.version());
    }

    private void discard(VersionRow version) {
        version.content().ifPresent(content -> {
            discard(operation, before.key(), content.data(), content.partCount() > 0);
            otherRows++;
        });
    }

    /**
     * Leaves bytes to the collection of garbage. The caller counts the row.
     *
     * @param key what they were written for
     * @param manifest whether they name bytes of parts, which are garbage too
     */
    public static void discard(WriteOperation operation, ObjectKey key, DataSegment data, boolean manifest) {
        OptionalLong hash = OptionalLong.of(IndexShard.hash(key.value()));
        operation.setRow(RowKey.garbage(data), UploadFormat.write(new GarbageRow(data, manifest, Instant.now(), hash)));
    }

    private static Figures latest(VersionRow version) {
        return version.content().map(it -> Figures.objects(1, it.size())).orElse(Figures.markers(1));
    }

    private static Figures noncurrent(VersionRow version) {
        return version.content().map(it -> Figures.noncurrent(1, it.size())).orElse(Figures.markers(1));
    }
}
