package io.geckos.server.migrate;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Copies single versions between two stores. Bytes that do not agree with their tag and checksums are not copied.
 *
 * @param meter is told how many bytes were copied
 */
record VersionCopy(Storage source, Storage target, LongConsumer meter) {
    /** Adds a version or delete marker to the target, as the latest of its key. */
    void copy(VersionEntry entry) {
        switch (entry) {
            case VersionEntry.Stored stored -> copy(stored.summary().id(), stored.version());
            case VersionEntry.DeleteMarker marker ->
                target.transfer().addDeleteMarker(marker.id(), marker.version(), marker.lastModified());
            case VersionEntry.CommonPrefix prefix -> throw new IllegalStateException("rolled up: " + prefix.prefix());
        }
    }

    private void copy(ObjectId id, Version.Named version) {
        try (StoredObject opened = source.objects().open(id, version)) {
            ObjectInfo info = opened.info();
            if (!ContentDigest.isProven(opened)) {
                // Only the store itself can tell whether these are the right bytes.
                source.transfer().verify(id, version);
            }
            target.transfer().addVersion(info, opened.parts(), new StoredUpload(opened, meter));
        }
    }

    /** The stored bytes of an opened version. */
    private record StoredUpload(StoredObject object, LongConsumer meter) implements ObjectUpload {
        @Override
        public OptionalLong declaredLength() {
            return OptionalLong.of(object.storedSize());
        }

        @Override
        public Digests transferTo(WritableByteChannel sink) throws IOException {
            ContentDigest digest = ContentDigest.read(object, sink, meter);
            if (!digest.problem().isEmpty()) {
                throw new StorageException.DamagedObject(object.info().id(), new IOException(digest.problem()));
            }
            return digest.of(object.info());
        }
    }
}
