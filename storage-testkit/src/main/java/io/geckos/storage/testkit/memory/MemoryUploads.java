package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.PartTooSmall;
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
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.memory.ListingRules.Position;
import io.geckos.storage.testkit.memory.ListingRules.Row;
import io.geckos.storage.testkit.memory.MemoryUpload.StoredPart;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Uploads in parts, in memory. */
final class MemoryUploads implements MultipartStore {
    private final MemoryState memory;

    MemoryUploads(MemoryState memory) {
        this.memory = memory;
    }

    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.checkProtection(spec);
            UploadId upload = new UploadId(id, memory.nextUpload());
            UploadInfo info = new UploadInfo(upload, spec, checksum, Instant.now(), initiator);
            bucket.uploads().put(upload.value(), new MemoryUpload(info));
            return info;
        }
    }

    @Override
    public UploadInfo get(UploadId upload) {
        synchronized (memory) {
            return find(upload).info();
        }
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        get(upload);
        requirePartNumber(number);
        return store(upload, number, ReceivedBytes.from(body));
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        requirePartNumber(number);
        UploadInfo info = get(upload);
        MemoryObjects.requireSealedAlike(source, Optional.empty());
        MemoryObjects.requireSealedAlike(source, info.spec().seal());
        Set<ChecksumAlgorithm> planned =
                info.checksum().stream().map(UploadInfo.ChecksumPlan::algorithm).collect(Collectors.toSet());
        return store(upload, number, ReceivedBytes.from(ObjectBytes.read(source, span), planned));
    }

    private ObjectPart store(UploadId upload, int number, ReceivedBytes content) {
        var found = content.digests();
        ObjectPart part = new ObjectPart(number, found.md5(), found.size(), found.checksums(), Instant.now());
        synchronized (memory) {
            return find(upload).store(new StoredPart(part, content));
        }
    }

    @Override
    public ObjectInfo complete(UploadId id, UploadCompletion completion) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.object().bucket());
            Optional<MemoryObject> current = bucket.object(id.object().key(), Version.LATEST);
            if (current.isPresent() && current.get().wasMadeByUpload(id.value())) {
                return current.get().info();
            }
            MemoryUpload upload = bucket.find(id);
            bucket.check(id.object(), completion.condition());
            MemoryObject object = assemble(upload, completion);
            bucket.uploads().remove(id.value());
            return bucket.store(object);
        }
    }

    private static MemoryObject assemble(MemoryUpload upload, UploadCompletion completion) {
        List<StoredPart> chosen = completion.parts().stream().map(upload::find).toList();
        List<ObjectPart> parts = chosen.stream().map(StoredPart::part).toList();
        for (ObjectPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < completion.minimumPartSize()) {
                throw new PartTooSmall(part.number(), part.size(), completion.minimumPartSize());
            }
        }
        Optional<Checksum> checksum = upload.checksum(parts);
        if (completion.checksum().isPresent() && !completion.checksum().equals(checksum)) {
            throw new ContentMismatch(ContentMismatch.Kind.CHECKSUM, "the whole has " + checksum);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        chosen.forEach(part -> whole.writeBytes(part.content().bytes()));
        long size = parts.stream().mapToLong(ObjectPart::size).sum();
        if (completion.size().orElse(size) != size) {
            throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "the whole has " + size + " bytes");
        }
        ObjectInfo info = new ObjectInfo(
                upload.info().id().object(),
                Optional.empty(),
                ETag.ofParts(parts.stream().map(ObjectPart::etag).toList()),
                size,
                Instant.now(),
                checksum.stream().toList(),
                parts.size(),
                upload.info().spec());
        return MemoryObject.ofUpload(
                info, whole.toByteArray(), parts, upload.info().id().value());
    }

    @Override
    public UploadInfo reseal(UploadId upload, Seal expected, Seal replacement) {
        synchronized (memory) {
            MemoryUpload found = find(upload);
            ObjectSpec spec = found.info().spec();
            MemoryObjects.requireSeal(upload.object(), expected, spec);
            UploadInfo info = found.info().withSpec(spec.withSeal(Optional.of(replacement)));
            memory.bucket(upload.object().bucket())
                    .uploads()
                    .put(upload.value(), new MemoryUpload(info, found.parts()));
            return info;
        }
    }

    @Override
    public void abort(UploadId upload) {
        synchronized (memory) {
            find(upload);
            memory.bucket(upload.object().bucket()).uploads().remove(upload.value());
        }
    }

    @Override
    public ListPage<ObjectPart> listParts(UploadId upload, int after, int limit) {
        synchronized (memory) {
            List<ObjectPart> rest = find(upload).parts().tailMap(after, false).values().stream()
                    .map(StoredPart::part)
                    .toList();
            List<ObjectPart> page = rest.subList(0, Math.min(limit, rest.size()));
            boolean more = !page.isEmpty() && page.size() < rest.size();
            return new ListPage<>(
                    page, more ? Optional.of(String.valueOf(page.getLast().number())) : Optional.empty());
        }
    }

    @Override
    public ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        synchronized (memory) {
            List<Row<UploadEntry>> rows = memory.bucket(bucket).uploads().values().stream()
                    .map(MemoryUpload::info)
                    .map(MemoryUploads::row)
                    .sorted(Comparator.comparing(Row::position))
                    .toList();
            return ListingRules.page(rows, query, UploadEntry.CommonPrefix::new);
        }
    }

    private static Row<UploadEntry> row(UploadInfo info) {
        UploadId id = info.id();
        return new Row<>(new Position(id.object().key().value(), id.value()), new UploadEntry.Found(info));
    }

    private static void requirePartNumber(int number) {
        if (number < 1 || number > ObjectPart.MAX_NUMBER) {
            throw new IllegalArgumentException("part number " + number + ", allowed are 1 to " + ObjectPart.MAX_NUMBER);
        }
    }

    private MemoryUpload find(UploadId upload) throws NoSuchUpload {
        return memory.bucket(upload.object().bucket()).find(upload);
    }
}
