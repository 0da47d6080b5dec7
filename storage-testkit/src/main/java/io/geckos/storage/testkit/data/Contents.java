package io.geckos.storage.testkit.data;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

/** Bytes of stored objects, for tests: they are held in memory. */
public final class Contents {
    private Contents() {}

    /** All bytes. */
    public static byte[] read(StoredObject object) {
        return read(object, ByteSpan.whole(object.info().size()));
    }

    /** The bytes of {@code span}. */
    public static byte[] read(StoredObject object, ByteSpan span) {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try {
            object.transferTo(span, Channels.newChannel(sink));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.toByteArray();
    }
}
