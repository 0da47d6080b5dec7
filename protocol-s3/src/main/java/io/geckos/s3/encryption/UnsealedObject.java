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
        List<ObjectPart> parts = stored.parts();
        List<Long> segments = parts.isEmpty()
                ? List.of(stored.info().size())
                : parts.stream().map(ObjectPart::size).toList();
        try {
            content.transferTo(stored::transferTo, segments, span, sink);
        } catch (SealException.Damaged e) {
            throw new StorageException.Failed(stored.info().id() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stored.close();
    }
}
