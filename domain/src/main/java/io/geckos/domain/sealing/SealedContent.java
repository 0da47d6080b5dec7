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
     * A piece of an object that was sealed by itself.
     *
     * @param part the number of the part that it was uploaded as, or {@link #WHOLE}
     * @param size in plain bytes
     */
    record Segment(int part, long size) {
        /** Stands for the number of a part where an object was uploaded in one piece. */
        public static final int WHOLE = 0;

        /** Throws {@link IllegalArgumentException} if a number is negative. */
        public Segment {
            if (part < 0 || size < 0) {
                throw new IllegalArgumentException("not a segment: part " + part + " of " + size + " bytes");
            }
        }

        /** The only segment of an object that was uploaded in one piece. */
        public static Segment whole(long size) {
            return new Segment(WHOLE, size);
        }
    }

    /**
     * Writes plain bytes into {@code sink}. Only the chunks are read in which they lie. Bytes are written after their
     * chunk has proved to be whole.
     *
     * @param segments of the object, in order
     * @param span of plain bytes, inside the object
     * @throws IOException as {@code source} and {@code sink} throw it
     * @throws SealException.Damaged if the bytes are not those that were sealed
     */
    void transferTo(Source source, List<Segment> segments, ByteSpan span, WritableByteChannel sink) throws IOException;
}
