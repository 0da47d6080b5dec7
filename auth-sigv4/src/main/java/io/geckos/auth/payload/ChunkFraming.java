package io.geckos.auth.payload;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the body of a chunked request, where lines and data alternate. Long runs of data go directly into the caller's
 * buffer.
 */
final class ChunkFraming {
    /** The longest line, without its end: a chunk's header takes 97 bytes, the longest trailer is far below it. */
    static final int LONGEST_LINE = 1024;

    private final InputStream wire;
    private final byte[] buffer = new byte[LONGEST_LINE + 2];
    private int position;
    private int limit;

    ChunkFraming(InputStream wire) {
        this.wire = wire;
    }

    /** Reads up to {@code length} bytes of data; -1 at the end of the wire. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        int buffered = limit - position;
        if (buffered == 0) {
            return wire.read(bytes, offset, length);
        }
        int n = Math.min(buffered, length);
        System.arraycopy(buffer, position, bytes, offset, n);
        position += n;
        return n;
    }

    /**
     * Reads to the next CRLF, which is left out.
     *
     * @param kind the kind of error for a line that is too long or not ASCII
     */
    String line(Kind kind) throws IOException {
        StringBuilder line = new StringBuilder(96);
        for (int previous = -1; ; ) {
            int c = next();
            if (previous == '\r' && c == '\n') {
                line.setLength(line.length() - 1);
                return line.toString();
            }
            if (c >= 0x7f || line.length() > LONGEST_LINE) {
                throw new ContentMismatch(kind, "a line is longer than " + LONGEST_LINE + " bytes or not in ASCII");
            }
            line.append((char) c);
            previous = c;
        }
    }

    /** Reads a CRLF. Throws an error of {@code kind} if there is something else. */
    void endOfLine(Kind kind) throws IOException {
        if (next() != '\r' || next() != '\n') {
            throw new ContentMismatch(kind, "a line does not end where it has to");
        }
    }

    /** Throws if more bytes follow. */
    void endOfBody() throws IOException {
        if (position < limit || wire.read() >= 0) {
            throw new ContentMismatch(Kind.CHUNK_FRAMING, "bytes follow the last chunk");
        }
    }

    private int next() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(wire.read(buffer, 0, buffer.length), 0);
            if (limit == 0) {
                throw new ContentMismatch(Kind.LENGTH, "the body ended before its last chunk");
            }
        }
        return buffer[position++] & 0xff;
    }
}
