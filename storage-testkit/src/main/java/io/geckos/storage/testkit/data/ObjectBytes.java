package io.geckos.storage.testkit.data;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.EnumSet;

/** Reads the bytes of stored objects into memory, for tests. */
public final class ObjectBytes {
    private ObjectBytes() {}

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

    /** The entity tag and every checksum of {@code bytes}. */
    public static Digests digests(byte[] bytes) {
        ContentHasher hasher = new ContentHasher(EnumSet.allOf(ChecksumAlgorithm.class));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish();
    }
}
