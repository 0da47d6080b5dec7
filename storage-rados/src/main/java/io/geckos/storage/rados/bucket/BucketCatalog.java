package io.geckos.storage.rados.bucket;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.format.BucketFormat;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all buckets, in one object. What was read is remembered for a second. Whoever acts on an older row is refused by
 * the shards of the bucket, which know its epoch.
 */
public final class BucketCatalog {
    /** The longest that a change of another gateway stays unknown here. */
    public static final Duration MAX_STALENESS = Duration.ofSeconds(1);

    /** How long a deletion or a split may show no progress, before others take the gateway that does it for dead. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    static final String OBJECT = "buckets";
    private static final String BUCKET = "b/";
    private static final String DELETED = "deleted/";

    private final RadosPool meta;
    private final Map<BucketName, CachedRow> memory = new ConcurrentHashMap<>();
    private final RecentFailures<BucketName> failures = new RecentFailures<>();

    /** Creates the object, if it is not there. */
    public BucketCatalog(RadosPool meta) {
        this.meta = meta;
        int result = meta.write(OBJECT, new WriteOperation().create());
        if (result != -RadosException.EXISTS) {
            RadosException.check(result, "create " + OBJECT);
        }
    }

    private record CachedRow(BucketRow row, long read) {
        boolean isFresh() {
            return System.nanoTime() - read < MAX_STALENESS.toNanos();
        }
    }

    /** The row of a bucket, at most {@link #MAX_STALENESS} old; throws {@link NoSuchBucket}. */
    public BucketRow require(BucketName name) {
        CachedRow remembered = memory.get(name);
        return remembered != null && remembered.isFresh() ? remembered.row() : failures.read(name, () -> refresh(name));
    }

    /** The row of a bucket as it is; throws {@link NoSuchBucket}. */
    public BucketRow refresh(BucketName name) {
        long now = System.nanoTime();
        Optional<BucketRow> row = read(name);
        if (row.isEmpty()) {
            memory.remove(name);
            throw new NoSuchBucket(name);
        }
        memory.put(name, new CachedRow(row.get(), now));
        return row.get();
    }

    /** Undoes the mark of a bucket that was about to be deleted. */
    void reopen(BucketRow closing) {
        BucketRow open =
                closing.next(closing.facts().versioning(), closing.facts().lock(), false);
        if (replace(closing, open)) {
            new BucketShards(meta, open).open(closing);
        }
    }

    /**
     * The row of a bucket that nobody is deleting; throws {@link NoSuchBucket}. Waits for who does; one that takes too long is
     * taken for dead, and the bucket is opened again.
     */
    public BucketRow refreshOpen(BucketName name) {
        RetryPause pause = new RetryPause(PATIENCE);
        long epoch = 0;
        while (true) {
            BucketRow row = refresh(name);
            if (!row.closing()) {
                return row;
            }
            if (row.epoch() != epoch) {
                epoch = row.epoch();
                pause = new RetryPause(PATIENCE);
            } else if (pause.isOver()) {
                reopen(row);
            }
            pause.await();
        }
    }

    Optional<BucketRow> read(BucketName name) {
        return readBytes(name).map(BucketFormat::read);
    }

    private Optional<byte[]> readBytes(BucketName name) {
        return read(new ReadOperation().rows(List.of(BUCKET + name))).value(BUCKET + name);
    }

    private OmapPage read(ReadOperation operation) {
        try {
            return meta.read(OBJECT, operation).getFirst();
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                throw new Unavailable("the list of buckets is gone: was pool " + meta.name() + " deleted?", e);
            }
            throw e;
        }
    }

    /** Buckets behind a name, in order, whose names have a prefix. */
    public List<BucketRow> list(String after, String prefix, int most) {
        return read(new ReadOperation().rows(BUCKET + after, BUCKET + prefix, most)).rows().stream()
                .map(row -> BucketFormat.read(row.value()))
                .toList();
    }

    /** Buckets that were deleted, and of which there are remains. */
    public List<BucketRow> deleted() {
        return read(new ReadOperation().rows("", DELETED, ReadOperation.MAX_ROWS)).rows().stream()
                .map(OmapRow::value)
                .map(BucketFormat::read)
                .toList();
    }

    /** All buckets by their ids, also those that were deleted and of which there are remains. */
    public Map<String, BucketRow> byId() {
        Map<String, BucketRow> buckets = new HashMap<>();
        String after = "";
        List<BucketRow> page;
        do {
            page = list(after, "", ReadOperation.MAX_ROWS);
            page.forEach(it -> buckets.put(it.id(), it));
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS);
        deleted().forEach(it -> buckets.put(it.id(), it));
        return buckets;
    }

    /** Forgets a deleted bucket, of which nothing remains. */
    public void forget(BucketRow deleted) {
        meta.writeOrThrow(OBJECT, new WriteOperation().removeRow(DELETED + deleted.id()));
    }

    /**
     * Replaces the row of a bucket; false if it is not {@code expected} any more.
     *
     * @param expected null if there must be none
     */
    boolean replace(@Nullable BucketRow expected, BucketRow row) {
        String key = BUCKET + row.facts().name();
        return write(expected, row.facts().name(), Optional.of(row), new WriteOperation(), key);
    }

    /** Removes the row of a bucket, and notes that there are remains; false if it is not {@code expected} any more. */
    boolean remove(BucketRow expected) {
        BucketName name = expected.facts().name();
        WriteOperation operation = new WriteOperation();
        operation.setRow(DELETED + expected.id(), BucketFormat.write(expected));
        return write(expected, name, Optional.empty(), operation, BUCKET + name);
    }

    private boolean write(
            @Nullable BucketRow expected, BucketName name, Optional<BucketRow> row, WriteOperation also, String key) {
        WriteOperation operation = new WriteOperation();
        if (expected == null) {
            operation.requireNoRow(key);
        } else {
            operation.requireRow(key, BucketFormat.write(expected));
        }
        operation.with(also);
        Optional<byte[]> bytes = row.map(BucketFormat::write);
        bytes.ifPresentOrElse(it -> operation.setRow(key, it), () -> operation.removeRow(key));
        int result = meta.write(OBJECT, operation);
        memory.remove(name);
        if (result == -RadosException.CANCELED) {
            return false;
        }
        if (result == -RadosException.TIMED_OUT) {
            Optional<byte[]> there = readBytes(name);
            if (there.isPresent() == bytes.isPresent() && Arrays.equals(there.orElse(null), bytes.orElse(null))) {
                return true;
            }
            throw new Unavailable(
                    "the Ceph cluster did not answer; whether bucket " + name + " was changed is unknown");
        }
        RadosException.check(result, "write " + OBJECT);
        return true;
    }
}
