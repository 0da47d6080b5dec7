package io.geckos.domain.sealing;

import io.geckos.domain.name.ByteSpan;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** Reads sealed objects whose seal was opened. */
public interface SealedContent {
    /** The sealed bytes of an object, as {@link io.geckos.domain.object.StoredObject#transferTo} gives them. */
    @FunctionalInterface
    interface Source {
        /** Writes the stored bytes of {@code span} into {@code sink}. */
        void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException;
    }

    /**
     * Writes plain bytes into {@code sink}. Only the chunks are read in which they lie. Bytes are written after their
     * chunk has proved to be whole.
     *
     * @param segments the plain sizes of the segments, in order
     * @param span of plain bytes, inside the object
     * @throws IOException as {@code source} and {@code sink} throw it
     * @throws SealException.Damaged if the bytes are not those that were sealed
     */
    void transferTo(Source source, List<Long> segments, ByteSpan span, WritableByteChannel sink) throws IOException;
}
