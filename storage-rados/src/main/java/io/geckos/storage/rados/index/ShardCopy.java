package io.geckos.storage.rados.index;

import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.storage.rados.bucket.ShardGuard;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.IndexShard;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.ShardSplit;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Copies the rows of a frozen shard, each to the one that replaces it for its key. For one thread. */
public final class ShardCopy implements AutoCloseable {
    /** The writes that are under way while rows are read. */
    private static final int WINDOW = 16;

    private final RadosPool meta;
    private final BucketRow bucket;
    private final ShardSplit split;
    private final Map<String, Long> uploads = new HashMap<>();
    private final Map<IndexShard, Figures> copied = new HashMap<>();
    private final Map<IndexShard, Long> otherRows = new HashMap<>();
    private final Deque<PendingOperation> pending = new ArrayDeque<>();

    /** {@code splitting} is a bucket of which a shard is being split. */
    public ShardCopy(RadosPool meta, BucketRow splitting) {
        this.meta = meta;
        this.bucket = splitting;
        this.split = splitting.layout().split().orElseThrow();
    }

    /**
     * Copies all rows.
     *
     * @param goOn is asked now and then whether to go on
     * @return false if it was answered no, or if somebody has ended the split
     */
    public boolean copy(BooleanSupplier goOn) {
        String source = bucket.object(split.source());
        try {
            forEachPage(source, RowKey.UPLOADS, goOn, rows -> rows.forEach(this::addUpload));
            if (!forEachPage(source, "", goOn, this::send)) {
                return false;
            }
            finishWrites();
            Figures rest = ShardCounters.read(
                    meta.read(source, new ReadOperation().rows("", RowKey.COUNTERS, ReadOperation.MAX_ROWS))
                            .getFirst());
            split.targets().forEach(target -> sendCounters(target, rest));
            finishWrites();
            return true;
        } catch (RadosException e) {
            if (e.errno() == RadosException.CANCELED || e.errno() == RadosException.NO_ENTRY) {
                return false;
            }
            throw e;
        }
    }

    private boolean forEachPage(String shard, String prefix, BooleanSupplier goOn, Consumer<List<OmapRow>> consumer) {
        String after = "";
        boolean more = true;
        while (more) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            OmapPage page = meta.read(shard, new ReadOperation().rows(after, prefix, ReadOperation.MAX_ROWS))
                    .getFirst();
            consumer.accept(page.rows());
            after = page.rows().isEmpty() ? after : page.rows().getLast().key();
            more = page.more();
        }
        return true;
    }

    private void addUpload(OmapRow row) {
        String place = row.key().substring(RowKey.UPLOADS.length());
        uploads.put(RowKey.behindEnd(place), IndexShard.hash(RowKey.key(place)));
    }

    private void send(List<OmapRow> rows) {
        Map<IndexShard, WriteOperation> operations = new HashMap<>();
        for (OmapRow row : rows) {
            for (IndexShard target : targets(row)) {
                operations
                        .computeIfAbsent(target, _ -> ShardGuard.conditions(split))
                        .setRow(row.key(), row.value());
                copied.merge(target, count(row), Figures::plus);
                otherRows.merge(target, isOther(row) ? 1L : 0L, Long::sum);
            }
        }
        operations.forEach(this::send);
    }

    private void send(IndexShard target, WriteOperation operation) {
        if (pending.size() == WINDOW) {
            finishOldest();
        }
        pending.add(meta.send(bucket.object(target), operation));
    }

    private List<IndexShard> targets(OmapRow row) {
        return switch (row.key().substring(0, 2)) {
            case RowKey.COUNTERS -> List.of();
            case RowKey.PARTS -> {
                // A part without an upload is none: what sweeps orphans finds its bytes.
                Long hash = uploads.get(RowKey.uploadOfPart(row.key()));
                yield hash == null ? List.of() : targets(hash);
            }
            case RowKey.GARBAGE -> {
                // It does no harm to find garbage twice.
                OptionalLong hash = UploadFormat.readGarbage(row.value()).keyHash();
                yield hash.isEmpty() ? split.targets() : targets(hash.getAsLong());
            }
            default -> targets(IndexShard.hash(RowKey.key(row.key().substring(2))));
        };
    }

    private List<IndexShard> targets(long hash) {
        return split.targets().stream().filter(target -> target.contains(hash)).toList();
    }

    private static Figures count(OmapRow row) {
        return switch (row.key().substring(0, 2)) {
            case RowKey.OBJECTS -> Figures.objects(1, 0);
            case RowKey.MARKERS -> Figures.markers(1);
            case RowKey.VERSIONS -> Figures.noncurrent(1, 0);
            case RowKey.UPLOADS -> Figures.uploads(1, 0);
            default -> Figures.NONE;
        };
    }

    private static boolean isOther(OmapRow row) {
        return row.key().startsWith(RowKey.PARTS) || row.key().startsWith(RowKey.GARBAGE);
    }

    /** Of each shard it matters how many rows it has; all else only in the sum, so that is counted in the first one. */
    private void sendCounters(IndexShard target, Figures all) {
        Figures figures = copied.getOrDefault(target, Figures.NONE);
        if (target.equals(split.targets().getFirst())) {
            figures = split.targets().stream()
                    .skip(1)
                    .map(other -> copied.getOrDefault(other, Figures.NONE))
                    .reduce(all, Figures::minus);
        }
        WriteOperation operation = ShardGuard.conditions(split);
        ShardCounters.set(operation, figures, otherRows.getOrDefault(target, 0L));
        send(target, operation);
    }

    private void finishOldest() {
        try (PendingOperation oldest = pending.remove()) {
            RadosException.check(oldest.await(), "copy " + bucket.object(split.source()));
        }
    }

    private void finishWrites() {
        while (!pending.isEmpty()) {
            finishOldest();
        }
    }

    /** Waits for all writes. */
    @Override
    public void close() {
        pending.forEach(PendingOperation::close);
        pending.clear();
    }
}
