package io.geckos.domain.object;

import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.name.ByteSpan;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * One version of one object, opened for reading. Every read answers from the version that {@link #info} describes, even
 * if the object is replaced or deleted meanwhile. The caller checks ranges and read conditions against {@code info}, so
 * no adapter implements them. For one thread; {@code close} releases it.
 */
public interface StoredObject extends AutoCloseable {
    /** The properties of the opened version. */
    ObjectInfo info();

    /**
     * How many bytes {@link #transferTo} can write. This is the size of {@link #info}, except for a sealed object that the
     * store has opened: there it is the number of the sealed bytes.
     */
    long storedSize();

    /** The parts of its multipart upload, in order; empty if {@link ObjectInfo#partCount} is 0. */
    List<ObjectPart> parts();

    /**
     * Writes the bytes of {@code span}, which lies inside {@link #storedSize}, into {@code sink}. Of a sealed object these
     * are the sealed bytes, which {@link io.geckos.domain.sealing.SealedContent} opens. An engine that can move bytes
     * without copying them does so here.
     *
     * @throws IOException as {@code sink} throws it
     * @throws StorageFailure if the bytes cannot be read, or if another program has changed them since; the bytes written to
     *     {@code sink} before that stay written
     */
    void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException;

    @Override
    void close();
}
