package io.geckos.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A body in HTTP's chunked transfer coding, read strictly and piece by piece. Helidon's own reader reads a whole chunk
 * into memory, and keeps the connection open after a malformed one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>
 */
final class ChunkedRequestBody extends InputStream {
    private static final int LONGEST_SIZE_LINE = 128;
    private static final int LONGEST_TRAILER = 8192;
    private static final int MOST_TRAILERS = 64;

    private final DataReader reader;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedRequestBody(DataReader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (ended || (left == 0 && !nextChunk())) {
                return -1;
            }
            reader.ensureAvailable();
            int count = (int) Math.min(Math.min(length, reader.available()), left);
            BufferData piece = reader.readBuffer(count);
            piece.read(bytes, offset, count);
            left -= count;
            return count;
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new IOException("connection ended inside a chunk", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean nextChunk() throws IOException {
        if (begun && !line(0).isEmpty()) {
            throw new IOException("chunk longer than its size");
        }
        begun = true;
        left = size(line(LONGEST_SIZE_LINE));
        if (left > 0) {
            return true;
        }
        for (int trailers = 0; !line(LONGEST_TRAILER).isEmpty(); trailers++) {
            if (trailers == MOST_TRAILERS) {
                throw new IOException("too many trailers");
            }
        }
        ended = true;
        return false;
    }

    private static long size(String line) throws IOException {
        int extension = line.indexOf(';');
        String hex = (extension < 0 ? line : line.substring(0, extension)).stripTrailing();
        if (!hex.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("malformed chunk size");
        }
        return Long.parseLong(hex, 16);
    }

    private String line(int longest) throws IOException {
        try {
            int length = reader.findNewLine(longest + 1);
            if (length > longest) {
                throw new IOException("chunk framing broken");
            }
            String line = length == 0 ? "" : reader.readAsciiString(length);
            reader.skip(2);
            return line;
        } catch (DataReader.IncorrectNewLineException e) {
            throw new IOException("chunk framing broken", e);
        }
    }
}
