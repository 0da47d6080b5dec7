package io.geckos.storage.testkit.memory;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;

/** An immutable object. A change makes another object, so a reader keeps the one that it has opened. */
final class MemoryObject implements StoredObject {
    private final ObjectInfo info;
    private final ByteBuffer bytes;
    private final List<ObjectPart> parts;
    private final Optional<String> upload;

    private MemoryObject(ObjectInfo info, ByteBuffer bytes, List<ObjectPart> parts, Optional<String> upload) {
        this.info = info;
        this.bytes = bytes;
        this.parts = List.copyOf(parts);
        this.upload = upload;
    }

    /** An object written in one piece. */
    static MemoryObject ofOnePiece(ObjectInfo info, byte[] bytes) {
        return new MemoryObject(info, ByteBuffer.wrap(bytes), List.of(), Optional.empty());
    }

    /** The object that {@code upload} became. */
    static MemoryObject ofUpload(ObjectInfo info, byte[] bytes, List<ObjectPart> parts, String upload) {
        return new MemoryObject(info, ByteBuffer.wrap(bytes), parts, Optional.of(upload));
    }

    /** An object that was copied from another store. */
    static MemoryObject ofTransfer(ObjectInfo info, byte[] bytes, List<ObjectPart> parts) {
        return new MemoryObject(info, ByteBuffer.wrap(bytes), parts, Optional.empty());
    }

    /** A copy with the same bytes and parts, and other properties. */
    MemoryObject withInfo(ObjectInfo newInfo) {
        return new MemoryObject(newInfo, bytes, parts, upload);
    }

    boolean wasMadeByUpload(String uploadValue) {
        return upload.filter(uploadValue::equals).isPresent();
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public long storedSize() {
        return bytes.limit();
    }

    @Override
    public List<ObjectPart> parts() {
        return parts;
    }

    @Override
    public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
        ByteBuffer slice = bytes.slice(Math.toIntExact(span.offset()), Math.toIntExact(span.length()));
        while (slice.hasRemaining()) {
            sink.write(slice);
        }
    }

    @Override
    public void close() {}
}
