package io.geckos.storage.rados.object;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.data.UnreferencedAge;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.PartRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a version of another store, which are in the data pool, and to which no row refers yet.
 *
 * @param segments all that was written, the manifest last
 */
record TransferredContent(Optional<ObjectContent> content, List<DataSegment> segments) {
    /** Writes what is uploaded. If that fails, nothing stays. */
    static TransferredContent of(
            ObjectUpload upload, ObjectInfo info, List<ObjectPart> parts, DataPool data, String bucket) {
        if (parts.isEmpty()) {
            ReceivedContent received = ReceivedContent.of(
                    upload,
                    data,
                    DataPool.newId(),
                    new DataOwner(bucket, info.id().key()));
            return new TransferredContent(
                    Optional.of(content(info, received.data(), Optional.empty())), List.of(received.data()));
        }
        try (PartChannel channel = new PartChannel(info, parts, data, bucket)) {
            Digests _ = upload.transferTo(channel);
            List<PartRow> rows = channel.finish();
            DataSegment manifest = data.writeManifest(channel.newId(0), channel.owner(0), rows);
            channel.keep();
            List<DataSegment> all =
                    new ArrayList<>(rows.stream().map(PartRow::data).toList());
            all.add(manifest);
            return new TransferredContent(Optional.of(content(info, manifest, Optional.of(channel.upload))), all);
        } catch (IOException e) {
            throw new StorageFailure("the version could not be kept", e);
        }
    }

    private static ObjectContent content(ObjectInfo info, DataSegment segment, Optional<String> upload) {
        return new ObjectContent(
                info.etag(), info.size(), info.checksums(), info.partCount(), info.spec(), segment, upload);
    }

    /**
     * Divides bytes into segments, one for each part. Nobody but their sealer knows where sealed parts end, so they are one
     * segment, that of the first part, and all others are empty; readers see them one behind the other anyway.
     */
    private static final class PartChannel implements WritableByteChannel {
        private final String upload = DataPool.newId();
        private final ObjectInfo info;
        private final List<ObjectPart> parts;
        private final DataPool data;
        private final String bucket;
        private final boolean sealed;
        private final UnreferencedAge age;
        private final List<PartRow> rows = new ArrayList<>();
        private DataWriter writer;
        private long left;
        private boolean kept;

        PartChannel(ObjectInfo info, List<ObjectPart> parts, DataPool data, String bucket) {
            this.info = info;
            this.parts = parts;
            this.data = data;
            this.bucket = bucket;
            this.sealed = info.spec().seal().isPresent();
            this.age = data.newAge();
            this.writer = begin();
        }

        String newId(int number) {
            return upload + "-" + number + "-" + DataPool.newId();
        }

        DataOwner owner(int number) {
            return new DataOwner(bucket, info.id().key(), Optional.of(upload), number);
        }

        private DataWriter begin() {
            ObjectPart part = parts.get(rows.size());
            boolean everything = sealed && rows.isEmpty();
            left = everything ? Long.MAX_VALUE : sealed ? 0 : part.size();
            return data.write(newId(part.number()), owner(part.number()), everything ? info.size() : left);
        }

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            age.renew(this::renew);
            while (source.hasRemaining()) {
                if (left == 0) {
                    next();
                }
                int count = (int) Math.min(source.remaining(), left);
                int written = writer.write(source.slice(source.position(), count));
                source.position(source.position() + written);
                left -= written;
            }
            return length;
        }

        /** The parts that were written; the one that is being written renews itself. */
        private void renew() {
            rows.forEach(row -> data.renew(row.data(), owner(row.part().number())));
        }

        private void next() {
            if (rows.size() + 1 >= parts.size()) {
                throw new IllegalArgumentException("more bytes than the parts of " + info.id() + " have");
            }
            end();
            writer = begin();
        }

        private void end() {
            rows.add(new PartRow(parts.get(rows.size()), writer.finish()));
            writer.close();
        }

        /** The parts with their bytes, when all of them have come. */
        List<PartRow> finish() {
            while (rows.size() + 1 < parts.size()) {
                next();
            }
            end();
            if (!sealed && left > 0) {
                throw new IllegalArgumentException("fewer bytes than the parts of " + info.id() + " have");
            }
            age.requireYoung();
            return rows;
        }

        void keep() {
            kept = true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            writer.close();
            if (!kept) {
                try {
                    rows.stream().map(PartRow::data).forEach(data::removeQuietly);
                } catch (StorageException _) {
                    // Found later, like what a dead gateway leaves.
                }
            }
        }
    }
}
