package io.geckos.storage.rados.multipart;

import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.storage.rados.bucket.ShardGuard;
import io.geckos.storage.rados.bucket.WriteRetry;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.PartRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.format.UploadRow;
import io.geckos.storage.rados.index.KeyChange;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.ShardCounters;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of uploads and of their parts. They are in the shard of the object's key, so that one operation can complete an
 * upload. A part that replaces another one changes the row of its upload too, which a completion compares: so none is
 * replaced between being chosen and becoming part of an object.
 */
final class UploadRows {
    private final KeyIndex index;
    private final RadosPool meta;

    UploadRows(KeyIndex index) {
        this.index = index;
        this.meta = index.meta();
    }

    /** An upload as it was read, and its row as it must be compared. */
    static final class ReadUpload {
        private final UploadRow row;
        private final byte[] bytes;

        private ReadUpload(byte[] bytes) {
            this.row = UploadFormat.readUpload(bytes);
            this.bytes = bytes;
        }

        UploadRow row() {
            return row;
        }
    }

    /** What was made of an upload, and what to do for it; null if that is done already. */
    private record Change<T>(@Nullable WriteOperation operation, T answer) {}

    void begin(BucketRow bucket, UploadId id, UploadRow row) {
        byte[] bytes = UploadFormat.write(row);
        write(bucket, id.object(), current -> {
            if (find(current, id).isPresent()) {
                // An attempt whose outcome was unknown.
                return new Change<>(null, row);
            }
            WriteOperation operation =
                    new WriteOperation().requireNoRow(rowKey(id)).setRow(rowKey(id), bytes);
            ShardCounters.add(operation, Figures.uploads(1, 0));
            return new Change<>(operation, row);
        });
    }

    private static String rowKey(UploadId id) {
        return RowKey.upload(id.object().key(), id.value());
    }

    /** The upload, if it is under way. */
    Optional<ReadUpload> find(BucketRow bucket, UploadId id) {
        return value(bucket, id, rowKey(id)).map(ReadUpload::new);
    }

    ReadUpload require(BucketRow bucket, UploadId id) {
        return find(bucket, id).orElseThrow(() -> new NoSuchUpload(id));
    }

    private Optional<byte[]> value(BucketRow bucket, UploadId id, String row) {
        return meta.read(bucket.shard(id.object().key()), new ReadOperation().rows(List.of(row)))
                .getFirst()
                .value(row);
    }

    /** Stores a part in place of one with the same number, whose bytes become garbage. */
    void putPart(BucketRow bucket, UploadId id, PartRow part) {
        String key = RowKey.part(id.value(), part.part().number());
        byte[] bytes = UploadFormat.write(part);
        write(bucket, id.object(), current -> {
            ReadUpload upload = require(current, id);
            Optional<byte[]> old = value(current, id, key);
            if (old.filter(it -> Arrays.equals(it, bytes)).isPresent()) {
                return new Change<>(null, part);
            }
            WriteOperation operation = new WriteOperation()
                    .requireRow(rowKey(id), upload.bytes)
                    .requireRow(key, old.orElse(new byte[0]))
                    .setRow(key, bytes);
            Optional<PartRow> before = old.map(UploadFormat::readPart);
            long replacedBytes = before.map(it -> it.part().size()).orElse(0L);
            ShardCounters.add(operation, Figures.uploads(0, part.part().size() - replacedBytes));
            // Who ends the upload may have read its parts before this one came, and must not leave it behind.
            operation.setRow(
                    rowKey(id),
                    UploadFormat.write(upload.row().changed(upload.row().spec())));
            before.ifPresent(replaced -> discard(operation, id, replaced));
            // Either that of the part is new, or that of the garbage.
            ShardCounters.addRows(operation, 1);
            return new Change<>(operation, part);
        });
    }

    /** Replaces the row of an upload. */
    UploadRow replace(BucketRow bucket, UploadId id, Function<UploadRow, UploadRow> change) {
        return write(bucket, id.object(), current -> {
            ReadUpload upload = require(current, id);
            UploadRow changed = change.apply(upload.row());
            WriteOperation operation = new WriteOperation()
                    .requireRow(rowKey(id), upload.bytes)
                    .setRow(rowKey(id), UploadFormat.write(changed));
            return new Change<>(operation, changed);
        });
    }

    /** Removes an upload; its parts become garbage. */
    void abort(BucketRow bucket, UploadId id) {
        write(bucket, id.object(), current -> {
            ReadUpload upload = require(current, id);
            WriteOperation operation = new WriteOperation();
            List<PartRow> parts = parts(current, id);
            end(operation, id, upload, parts, List.of());
            ShardCounters.add(operation, ended(parts));
            return new Change<>(operation, id);
        });
    }

    /** What the end of an upload with these parts changes. */
    static Figures ended(List<PartRow> parts) {
        return Figures.uploads(
                -1, -parts.stream().mapToLong(it -> it.part().size()).sum());
    }

    /**
     * Makes an operation end an upload that has not changed since it was read; parts that are not kept become garbage. The
     * caller counts that the rows of the others are gone.
     */
    static void end(WriteOperation operation, UploadId id, ReadUpload upload, List<PartRow> parts, List<PartRow> kept) {
        operation.requireRow(rowKey(id), upload.bytes).removeRow(rowKey(id));
        for (PartRow part : parts) {
            operation.removeRow(RowKey.part(id.value(), part.part().number()));
            if (!kept.contains(part)) {
                discard(operation, id, part);
            }
        }
    }

    private static void discard(WriteOperation operation, UploadId id, PartRow part) {
        KeyChange.discard(operation, id.object().key(), part.data(), false);
    }

    /** All parts of an upload, in order. */
    List<PartRow> parts(BucketRow bucket, UploadId id) {
        List<PartRow> parts = new ArrayList<>();
        boolean more = true;
        while (more) {
            int last = parts.isEmpty() ? 0 : parts.getLast().part().number();
            OmapPage page = parts(bucket, id, last, ReadOperation.MAX_ROWS);
            page.rows().stream().map(OmapRow::value).map(UploadFormat::readPart).forEach(parts::add);
            more = page.more();
        }
        return parts;
    }

    OmapPage parts(BucketRow bucket, UploadId id, int after, int most) {
        ReadOperation operation =
                new ReadOperation().rows(RowKey.part(id.value(), after), RowKey.parts(id.value()), most);
        return meta.read(bucket.shard(id.object().key()), operation).getFirst();
    }

    /**
     * Writes into the shard of a key, and again while others change what was compared. After a timeout it is only read
     * whether the write was made: a second one might undo what others have done since.
     */
    private <T> T write(BucketRow known, ObjectId id, Function<BucketRow, Change<T>> decide) {
        WriteRetry retry = new WriteRetry(meta, index.catalog(), known, id);
        boolean doubtful = false;
        try {
            while (true) {
                BucketRow bucket = retry.bucket();
                Optional<Change<T>> change = decide(bucket, decide);
                int result = -RadosException.NO_ENTRY;
                if (change.isPresent()) {
                    WriteOperation operation = change.get().operation();
                    if (operation == null) {
                        return change.get().answer();
                    }
                    if (doubtful) {
                        throw new Unavailable("an operation timed out");
                    }
                    result = meta.write(
                            bucket.shard(id.key()),
                            ShardGuard.conditions(bucket).with(operation));
                }
                switch (-result) {
                    case 0 -> {
                        return change.orElseThrow().answer();
                    }
                    case RadosException.TIMED_OUT -> doubtful = true;
                    case RadosException.CANCELED, RadosException.NO_ENTRY -> {
                        // Another attempt follows.
                    }
                    default -> RadosException.check(result, "change an upload of " + id);
                }
                retry.await();
            }
        } catch (RuntimeException e) {
            throw doubtful ? unknown(id, e) : e;
        }
    }

    private static Unavailable unknown(ObjectId id, Exception cause) {
        return new Unavailable(
                "the Ceph cluster did not answer; whether an upload of " + id + " was changed is unknown", cause);
    }

    /** Empty if the shard is not there any more. */
    private static <T> Optional<Change<T>> decide(BucketRow bucket, Function<BucketRow, Change<T>> decide) {
        try {
            return Optional.of(decide.apply(bucket));
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
