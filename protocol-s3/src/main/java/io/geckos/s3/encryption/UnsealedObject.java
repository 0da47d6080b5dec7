package io.geckos.s3.encryption;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.Sealer;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A sealed object that gives the bytes which its client sent.
 *
 * @param stored as the store has it
 * @param key opens {@code seal}
 * @param content opened with it
 */
record UnsealedObject(StoredObject stored, Seal seal, SealKey key, SealedContent content) implements StoredObject {
    @Override
    public ObjectInfo info() {
        return stored.info();
    }

    @Override
    public long storedSize() {
        return stored.info().size();
    }

    @Override
    public List<ObjectPart> parts() {
        return stored.parts();
    }

    @Override
    public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
        try {
            content.transferTo(stored::transferTo, segments(), span, sink);
        } catch (SealException.Damaged e) {
            throw damaged(e);
        }
    }

    private List<SealedContent.Segment> segments() {
        List<ObjectPart> parts = stored.parts();
        return parts.isEmpty()
                ? List.of(SealedContent.Segment.whole(stored.info().size()))
                : parts.stream()
                        .map(part -> new SealedContent.Segment(part.number(), part.size()))
                        .toList();
    }

    /**
     * Throws {@link StorageException.DamagedObject} if the size of the object is not that of its parts together, or if there are
     * not as many stored bytes as they take: what was cut off by a changed size would not be noticed by its chunks.
     */
    void requireWhole(Sealer sealer) {
        long plain = 0;
        long expected = 0;
        for (SealedContent.Segment segment : segments()) {
            plain += segment.size();
            expected += sealer.sealedSize(segment.size());
        }
        if (plain != stored.info().size()) {
            throw damaged(new SealException.Damaged("parts of " + plain + " bytes where there should be "
                    + stored.info().size()));
        }
        if (stored.storedSize() != expected) {
            throw damaged(new SealException.Damaged(stored.storedSize() + " bytes where there should be " + expected));
        }
    }

    private StorageException damaged(SealException.Damaged cause) {
        return new StorageException.DamagedObject(stored.info().id(), cause);
    }

    @Override
    public void close() {
        stored.close();
    }
}
