package io.geckos.domain.name;

/** A stretch of an object's bytes. */
public record Span(long offset, long length) {
    /** Throws {@link IllegalArgumentException} if either is negative or their sum overflows. */
    public Span {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("not a span: " + offset + "+" + length);
        }
    }

    /** All of {@code size} bytes. */
    public static Span whole(long size) {
        return new Span(0, size);
    }

    /** The offset just behind the last byte. */
    public long end() {
        return offset + length;
    }
}
