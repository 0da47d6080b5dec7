package io.geckos.storage.rados.index;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.storage.rados.format.HeadRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The versions of one key, as they were when its latest version was read. Others are read when they are asked for; a change
 * compares the latest, and so finds out whether they have changed since.
 */
public final class VersionRows {
    private static final byte[] NONE = {};

    private final RadosPool meta;
    private final String shard;
    private final ObjectKey key;
    private final byte[] object;
    private final byte[] marker;
    private final Optional<HeadRow> head;

    private VersionRows(RadosPool meta, String shard, ObjectKey key, OmapPage page) {
        this.meta = meta;
        this.shard = shard;
        this.key = key;
        this.object = page.value(RowKey.object(key)).orElse(NONE);
        this.marker = page.value(RowKey.marker(key)).orElse(NONE);
        byte[] there = object.length > 0 ? object : marker;
        this.head = there.length == 0 ? Optional.empty() : Optional.of(VersionFormat.readHead(there));
    }

    /** Reads the latest version. */
    static VersionRows read(RadosPool meta, String shard, ObjectKey key) {
        List<String> rows = List.of(RowKey.object(key), RowKey.marker(key));
        return new VersionRows(
                meta,
                shard,
                key,
                meta.read(shard, new ReadOperation().rows(rows)).getFirst());
    }

    ObjectKey key() {
        return key;
    }

    Optional<HeadRow> head() {
        return head;
    }

    /** Tells whether nothing of the key has changed between two readings. */
    boolean isSame(VersionRows that) {
        return Arrays.equals(object, that.object) && Arrays.equals(marker, that.marker);
    }

    /** Tells whether this is what a change has made. */
    boolean isMadeBy(KeyChange change) {
        return Arrays.equals(object, change.objectAfter()) && Arrays.equals(marker, change.markerAfter());
    }

    boolean hasObject() {
        return object.length > 0;
    }

    boolean hasMarker() {
        return marker.length > 0;
    }

    /** Makes an operation require that nothing of the key has changed. */
    void requireUnchanged(WriteOperation operation) {
        operation.requireRow(RowKey.object(key), object).requireRow(RowKey.marker(key), marker);
    }

    /** The latest version or delete marker. */
    public Optional<VersionRow> latest() {
        return head.map(HeadRow::version);
    }

    /** Another change has moved the version that was looked for, so its key must be read again. */
    static final class HistoryChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HistoryChanged() {
            super("the versions of a key have changed", null, false, false);
        }
    }

    /** The version or delete marker that is meant. */
    public Optional<VersionRow> find(Version version) {
        return switch (version) {
            case Version.Latest _ -> latest();
            case Version.Named named
            when latest().filter(it -> it.version().equals(named)).isPresent() -> latest();
            case Version.Null _ -> nullVersion();
            case Version.Exactly exactly -> {
                Optional<VersionRow> found = read(RowKey.version(key, RowKey.orderOf(exactly.value()), exactly));
                if (found.isEmpty() && !read(meta, shard, key).isSame(this)) {
                    // It may have become the latest in between.
                    throw new HistoryChanged();
                }
                yield found;
            }
        };
    }

    /** The null version, if it is not the latest. */
    Optional<VersionRow> nullVersion() {
        OptionalLong order = head.map(HeadRow::nullOrder).orElse(OptionalLong.empty());
        return order.isEmpty()
                ? Optional.empty()
                : Optional.of(read(RowKey.version(key, order.getAsLong(), Version.NULL))
                        .orElseThrow(HistoryChanged::new));
    }

    private Optional<VersionRow> read(String row) {
        return meta.read(shard, new ReadOperation().rows(List.of(row)))
                .getFirst()
                .value(row)
                .map(VersionFormat::readVersion);
    }

    /** The newest version or delete marker below the latest. */
    Optional<VersionRow> newestBelow() {
        String versions = RowKey.versions(key);
        return meta.read(shard, new ReadOperation().rows(versions, versions, 1)).getFirst().rows().stream()
                .findFirst()
                .map(OmapRow::value)
                .map(VersionFormat::readVersion);
    }
}
