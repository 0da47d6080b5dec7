package io.geckos.domain.name;

/** A stretch of an object's bytes. */
public record ByteSpan(long offset, long length) {
    /** Throws {@link IllegalArgumentException} if either is negative or their sum overflows. */
    public ByteSpan {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("not a span: " + offset + "+" + length);
        }
    }

    /** All of {@code size} bytes. */
    public static ByteSpan whole(long size) {
        return new ByteSpan(0, size);
    }

    /** The offset just behind the last byte. */
    public long end() {
        return offset + length;
    }
}
