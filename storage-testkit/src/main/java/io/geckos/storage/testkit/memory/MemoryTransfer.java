package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.storage.testkit.data.ObjectBytes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes in what comes from another store. */
final class MemoryTransfer implements StorageTransfer {
    private final MemoryState memory;

    MemoryTransfer(MemoryState memory) {
        this.memory = memory;
    }

    @Override
    public void createBucket(Bucket bucket) {
        synchronized (memory) {
            memory.create(bucket);
        }
    }

    @Override
    public void addVersion(ObjectInfo info, List<ObjectPart> parts, ObjectUpload upload) {
        StorageTransfer.requireParts(info, parts);
        ObjectId id = info.id();
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            requireName(
                    bucket, info.version().orElse(Version.NULL), info.version().isPresent());
            bucket.checkProtection(info.spec());
        }
        ReceivedBytes received = ReceivedBytes.from(upload);
        MemoryObject object = MemoryObject.ofTransfer(info, received.bytes(), parts);
        synchronized (memory) {
            memory.bucket(id.bucket())
                    .transfer(
                            id,
                            info.version().orElse(Version.NULL),
                            info.lastModified(),
                            order -> new MemoryVersion.Stored(order, object));
        }
    }

    private static void requireName(MemoryBucket bucket, Version.Named name, boolean named) {
        if (named != bucket.isVersioned()
                || (name instanceof Version.Exactly && !name.value().matches("[0-9a-f]{32}"))) {
            throw new IllegalArgumentException("no version of this bucket can be " + name.value());
        }
    }

    @Override
    public void addDeleteMarker(ObjectId id, Version.Named version, Instant lastModified) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            requireName(bucket, version, true);
            bucket.transfer(id, version, lastModified, order -> new MemoryVersion.Marker(order, version, lastModified));
        }
    }

    @Override
    public void verify(ObjectId id, Version version) {
        MemoryObject object;
        synchronized (memory) {
            object = memory.bucket(id.bucket()).find(id, version);
        }
        ObjectInfo info = object.info();
        if (info.spec().seal().isEmpty() && info.etag().isMd5()) {
            Set<ChecksumAlgorithm> algorithms =
                    info.checksums().stream().map(Checksum::algorithm).collect(Collectors.toSet());
            byte[] bytes = ObjectBytes.read(object, ByteSpan.whole(object.storedSize()));
            var found = ReceivedBytes.from(bytes, algorithms).digests();
            if (!found.md5().equals(info.etag()) || !found.checksums().containsAll(info.checksums())) {
                throw new StorageException.DamagedObject(id, new IOException("the bytes have the MD5 " + found.md5()));
            }
        }
    }
}
