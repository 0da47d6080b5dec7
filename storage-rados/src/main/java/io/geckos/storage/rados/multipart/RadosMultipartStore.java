package io.geckos.storage.rados.multipart;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.PartRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.format.UploadRow;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.ListPager;
import io.geckos.storage.rados.index.MergedRows;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.multipart.UploadRows.ReadUpload;
import io.geckos.storage.rados.object.NewObject;
import io.geckos.storage.rados.object.ReceivedContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Uploads in parts. A completion writes the names of the parts' bytes, not the bytes. */
public final class RadosMultipartStore implements MultipartStore {
    /** For uploads that begin in the same moment. */
    private static final AtomicLong LAST = new AtomicLong();

    private final KeyIndex index;
    private final DataPool data;
    private final UploadRows uploads;

    public RadosMultipartStore(KeyIndex index, DataPool data) {
        this.index = index;
        this.data = data;
        this.uploads = new UploadRows(index);
    }

    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        BucketRow bucket = index.catalog().require(id.bucket());
        NewObject.checkProtection(bucket, spec);
        Instant now = Instant.now();
        UploadId upload = new UploadId(id, newId(now));
        UploadRow row = new UploadRow(spec, checksum, now, 0, initiator);
        uploads.begin(bucket, upload, row);
        return info(upload, row);
    }

    /** Ids order as uploads begin. */
    private static String newId(Instant now) {
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        long order = LAST.updateAndGet(last -> Math.max(last + 1, micros));
        return "%016x%016x".formatted(order, ThreadLocalRandom.current().nextLong());
    }

    private static UploadInfo info(UploadId id, UploadRow row) {
        return new UploadInfo(id, row.spec(), row.checksum(), row.initiated(), row.initiator());
    }

    @Override
    public UploadInfo get(UploadId upload) {
        return readConsistently(
                upload, bucket -> info(upload, uploads.require(bucket, upload).row()));
    }

    private <T> T readConsistently(UploadId upload, Function<BucketRow, T> read) {
        return index.readConsistently(upload.object().bucket(), read);
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        BucketRow bucket = requireUpload(upload);
        requirePartNumber(number);
        DataOwner owner = owner(bucket, upload, number);
        return store(bucket, upload, number, ReceivedContent.of(body, data, newData(upload, number), owner));
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        requirePartNumber(number);
        BucketRow bucket = requireUpload(upload);
        UploadInfo info = get(upload);
        ReceivedContent.requireSealedAlike(source, Optional.empty());
        ReceivedContent.requireSealedAlike(source, info.spec().seal());
        Set<ChecksumAlgorithm> planned =
                info.checksum().stream().map(UploadInfo.ChecksumPlan::algorithm).collect(Collectors.toSet());
        DataOwner owner = owner(bucket, upload, number);
        try (DataWriter writer = data.write(newData(upload, number), owner, span.length())) {
            return store(bucket, upload, number, ReceivedContent.copy(source, span, planned, writer));
        }
    }

    private BucketRow requireUpload(UploadId upload) {
        return readConsistently(upload, bucket -> {
            uploads.require(bucket, upload);
            return bucket;
        });
    }

    private static DataOwner owner(BucketRow bucket, UploadId upload, int number) {
        return new DataOwner(bucket.id(), upload.object().key(), Optional.of(upload.value()), number);
    }

    /** The name of new bytes of an upload: that of the upload, and a new one. */
    private static String newData(UploadId upload, int number) {
        return upload.value() + "-" + number + "-" + DataPool.newId();
    }

    private ObjectPart store(BucketRow bucket, UploadId upload, int number, ReceivedContent received) {
        Digests digests = received.digests();
        ObjectPart part = new ObjectPart(number, digests.md5(), digests.size(), digests.checksums(), Instant.now());
        try {
            uploads.putPart(bucket, upload, new PartRow(part, received.data()));
            return part;
        } catch (Unavailable e) {
            throw e;
        } catch (StorageException e) {
            data.removeQuietly(received.data());
            throw e;
        }
    }

    @Override
    public ObjectInfo complete(UploadId id, UploadCompletion completion) {
        return readConsistently(id, bucket -> complete(bucket, id, completion));
    }

    private ObjectInfo complete(BucketRow bucket, UploadId id, UploadCompletion completion) {
        while (true) {
            Optional<ReadUpload> upload = uploads.find(bucket, id);
            if (upload.isEmpty()) {
                return completed(bucket, id);
            }
            NewObject.checkCondition(
                    id.object(), index.history(bucket, id.object()).latest(), completion.condition());
            List<PartRow> stored = uploads.parts(bucket, id);
            PartAssembly assembly;
            try {
                assembly = PartAssembly.of(upload.get().row(), stored, completion);
            } catch (StorageException refusal) {
                if (isUnchanged(bucket, id, upload.get())) {
                    throw refusal;
                }
                // The parts went with the upload, or were replaced, after it was read.
                continue;
            }
            DataSegment manifest = data.writeManifest(newData(id, 0), owner(bucket, id, 0), assembly.chosen());
            try {
                return publish(bucket, id, completion, new Candidate(upload.get(), stored, assembly, manifest));
            } catch (UploadChanged _) {
                data.removeQuietly(manifest);
            } catch (Unavailable e) {
                throw e;
            } catch (StorageException e) {
                data.removeQuietly(manifest);
                throw e;
            }
        }
    }

    /** An object that an upload is to become. */
    private record Candidate(ReadUpload upload, List<PartRow> stored, PartAssembly assembly, DataSegment manifest) {}

    /** Somebody has changed the upload since its parts were read. */
    private static final class UploadChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UploadChanged() {
            super("an upload was changed", null, false, false);
        }
    }

    private boolean isUnchanged(BucketRow bucket, UploadId id, ReadUpload known) {
        return uploads.find(bucket, id)
                .map(now -> now.row().change() == known.row().change())
                .orElse(false);
    }

    private ObjectInfo publish(BucketRow bucket, UploadId id, UploadCompletion completion, Candidate candidate) {
        return index.change(bucket, id.object(), (current, history, change) -> {
            if (!isUnchanged(current, id, candidate.upload())) {
                throw new UploadChanged();
            }
            NewObject.checkCondition(id.object(), history.latest(), completion.condition());
            UploadRows.end(
                    change.also(),
                    id,
                    candidate.upload(),
                    candidate.stored(),
                    candidate.assembly().chosen());
            change.count(UploadRows.ended(candidate.stored()));
            change.countRows(-candidate.assembly().chosen().size());
            return NewObject.add(
                    current, id.object(), candidate.assembly().content(id.value(), candidate.manifest()), change);
        });
    }

    /** The object that an upload became, as long as it is the latest version. */
    private ObjectInfo completed(BucketRow bucket, UploadId id) {
        return index.history(bucket, id.object())
                .latest()
                .filter(version -> version.content()
                        .flatMap(it -> it.upload())
                        .filter(id.value()::equals)
                        .isPresent())
                .flatMap((VersionRow version) -> version.info(id.object(), bucket.isVersioned()))
                .orElseThrow(() -> new NoSuchUpload(id));
    }

    @Override
    public UploadInfo reseal(UploadId upload, Seal expected, Seal replacement) {
        BucketRow bucket = requireUpload(upload);
        UploadRow changed = uploads.replace(bucket, upload, row -> {
            if (!row.spec().seal().equals(Optional.of(expected))) {
                throw new ConditionFailed(upload.object());
            }
            return row.changed(row.spec().withSeal(Optional.of(replacement)));
        });
        return info(upload, changed);
    }

    @Override
    public void abort(UploadId upload) {
        uploads.abort(requireUpload(upload), upload);
    }

    @Override
    public ListPage<ObjectPart> listParts(UploadId upload, int after, int limit) {
        return readConsistently(upload, bucket -> {
            uploads.require(bucket, upload);
            if (limit == 0) {
                return new ListPage<>(List.of(), Optional.empty());
            }
            List<ObjectPart> parts = new ArrayList<>();
            boolean more = true;
            while (more && parts.size() < limit) {
                int last =
                        parts.isEmpty() ? Math.max(0, after) : parts.getLast().number();
                OmapPage page = uploads.parts(bucket, upload, last, limit - parts.size());
                page.rows().stream()
                        .map(OmapRow::value)
                        .map(it -> UploadFormat.readPart(it).part())
                        .forEach(parts::add);
                more = page.more();
            }
            return new ListPage<>(
                    parts, more ? Optional.of(String.valueOf(parts.getLast().number())) : Optional.empty());
        });
    }

    @Override
    public ListPage<UploadEntry> listUploads(BucketName name, ListQuery query) {
        return index.readConsistently(name, bucket -> {
            MergedRows rows =
                    MergedRows.of(index.meta(), bucket.shardNames(), RowKey.UPLOADS, query.prefix(), query.limit());
            return ListPager.page(
                    rows,
                    ListPager.start(query, _ -> Optional.empty()),
                    query,
                    (key, row) -> new UploadEntry.Found(info(
                            new UploadId(new ObjectId(name, new ObjectKey(key)), row.behindKey()),
                            UploadFormat.readUpload(row.value()))),
                    UploadEntry.CommonPrefix::new);
        });
    }

    private static void requirePartNumber(int number) {
        if (number < 1 || number > ObjectPart.MAX_NUMBER) {
            throw new IllegalArgumentException("part number " + number + ", allowed are 1 to " + ObjectPart.MAX_NUMBER);
        }
    }
}
