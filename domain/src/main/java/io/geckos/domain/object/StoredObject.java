package io.geckos.domain.object;

import io.geckos.domain.error.StorageException.Failed;
import io.geckos.domain.name.ByteSpan;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * One version of one object, pinned: every read answers from the version {@link #info} describes, whatever writers do
 * meanwhile. Ranges and read conditions are decided by the caller against {@code info}, so no adapter implements them.
 * For one thread; close releases it.
 */
public interface StoredObject extends AutoCloseable {
    /** What this is. */
    ObjectInfo info();

    /** The parts it was completed from, in order; empty when {@link ObjectInfo#partCount} is 0. */
    List<ObjectPart> parts();

    /**
     * Writes the bytes of {@code span}, which lies inside the object, into {@code sink}. An engine that can move bytes
     * without copying them does so here.
     *
     * @throws IOException as {@code sink} throws it
     * @throws Failed if the bytes cannot be read, or are no longer those of {@link #info} because
     *     something outside the store changed them; what was written before stays written
     */
    void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException;

    @Override
    void close();
}
