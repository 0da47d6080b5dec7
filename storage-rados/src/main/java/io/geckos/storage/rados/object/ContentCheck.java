package io.geckos.storage.rados.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Reads objects whole, and compares their bytes with their tags and checksums.
 *
 * @param meter is told how many bytes were read
 */
public record ContentCheck(LongConsumer meter) {
    /** What is wrong with an object; empty if nothing is. */
    public String problem(StoredObject object) throws IOException {
        ObjectInfo info = object.info();
        if (info.spec().seal().isPresent()) {
            // Without its key, nothing but whether the bytes are there can be told.
            Digests _ = read(object, ByteSpan.whole(object.storedSize()), List.of());
            return "";
        }
        if (object.parts().isEmpty()) {
            return difference(
                    info.etag(), info.checksums(), read(object, ByteSpan.whole(info.size()), info.checksums()));
        }
        long offset = 0;
        for (ObjectPart part : object.parts()) {
            Digests digests = read(object, new ByteSpan(offset, part.size()), part.checksums());
            String problem = difference(part.etag(), part.checksums(), digests);
            if (!problem.isEmpty()) {
                return "part " + part.number() + ": " + problem;
            }
            offset += part.size();
        }
        return "";
    }

    /** A tag that is no MD5 comes from another store, and tells nothing of the bytes. */
    private static String difference(ETag etag, List<Checksum> checksums, Digests digests) {
        if (etag.isMd5() && !digests.md5().equals(etag)) {
            return "the bytes have the MD5 " + digests.md5() + " and not " + etag;
        }
        return digests.checksums().containsAll(checksums) ? "" : "the bytes have not the checksums " + checksums;
    }

    private Digests read(StoredObject object, ByteSpan span, List<Checksum> checksums) throws IOException {
        ContentHasher hasher =
                new ContentHasher(checksums.stream().map(Checksum::algorithm).collect(Collectors.toSet()));
        object.transferTo(span, new HashingSink(hasher, meter));
        return hasher.finish();
    }

    private record HashingSink(ContentHasher hasher, LongConsumer meter) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            hasher.update(source);
            source.position(source.limit());
            meter.accept(length);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
