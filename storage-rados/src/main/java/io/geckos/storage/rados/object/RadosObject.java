package io.geckos.storage.rados.object;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.PartRow;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** An opened version. Its bytes stay for a while after the version was removed, which is long enough to read them. */
public final class RadosObject implements StoredObject {
    private final DataPool data;
    private final ObjectInfo info;
    private final List<PartRow> parts;
    private final List<DataSegment> segments;

    RadosObject(DataPool data, ObjectInfo info, ObjectContent content) {
        this.data = data;
        this.info = info;
        this.parts = content.partCount() == 0 ? List.of() : data.readManifest(content.data());
        this.segments = content.partCount() == 0
                ? List.of(content.data())
                : parts.stream().map(PartRow::data).toList();
    }

    /** Tells whether an opened object is one of this engine, whose bytes are answered as they are stored, and is sealed. */
    public static boolean isSealed(StoredObject object) {
        return object instanceof RadosObject && object.info().spec().seal().isPresent();
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public long storedSize() {
        return segments.stream().mapToLong(DataSegment::size).sum();
    }

    @Override
    public List<ObjectPart> parts() {
        return parts.stream().map(PartRow::part).toList();
    }

    @Override
    public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
        data.transferTo(segments, span, sink);
    }

    @Override
    public void close() {
        // Nothing is held: the rows were read, and each piece of bytes is read on its own.
    }
}
