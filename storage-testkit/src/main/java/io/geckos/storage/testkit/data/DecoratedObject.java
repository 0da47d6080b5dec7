package io.geckos.storage.testkit.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Locale;

/** An opened object whose bytes are changed while they are read, as by decryption. Here they become capital letters. */
public record DecoratedObject(StoredObject object) implements StoredObject {
    @Override
    public ObjectInfo info() {
        return object.info();
    }

    @Override
    public long storedSize() {
        return object.storedSize();
    }

    @Override
    public List<ObjectPart> parts() {
        return object.parts();
    }

    @Override
    public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
        String text = new String(ObjectBytes.read(object, span), US_ASCII);
        sink.write(ByteBuffer.wrap(text.toUpperCase(Locale.ROOT).getBytes(US_ASCII)));
    }

    @Override
    public void close() {
        object.close();
    }
}
