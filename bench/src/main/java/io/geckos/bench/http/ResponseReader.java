package io.geckos.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads responses from one connection: heads, and bodies by length, by chunks, or until the server closes. */
public final class ResponseReader {
    private static final int LONGEST_LINE = 1 << 10;

    private final HttpConnection connection;
    private byte[] bytes = new byte[1 << 10];

    ResponseReader(HttpConnection connection) {
        this.connection = connection;
    }

    /** Receives the bytes of a body. */
    public interface Sink {
        Sink NOTHING = bytes -> bytes.position(bytes.limit());

        /** Consumes all remaining {@code bytes}. May throw to give up the connection. */
        void accept(ByteBuffer bytes) throws IOException;
    }

    /** The head of the next response that is not interim. */
    ResponseHead head() throws IOException {
        while (true) {
            ByteBuffer received = connection.received();
            int end = headEnd(received, received.position());
            for (int scanned = 0; end < 0; end = headEnd(received, received.position() + Math.max(0, scanned - 3))) {
                scanned = received.remaining();
                connection.receive();
            }
            int length = end - received.position();
            take(received, length);
            ResponseHead head = ResponseHead.parse(bytes, length - 2);
            if (!head.interim()) {
                return head;
            }
        }
    }

    /** Reads the body after {@code head} and passes it to {@code sink}. */
    void body(ResponseHead head, Sink sink) throws IOException {
        if (head.chunked()) {
            chunks(sink);
        } else if (head.length() >= 0) {
            exactly(head.length(), sink);
        } else {
            untilClosed(sink);
        }
    }

    private void chunks(Sink sink) throws IOException {
        for (long size = chunkSize(line()); size > 0; size = chunkSize(line())) {
            exactly(size, sink);
            line();
        }
        while (!line().isEmpty()) {
            // trailers
        }
    }

    private static long chunkSize(String line) throws IOException {
        int extension = line.indexOf(';');
        try {
            return Long.parseLong(extension < 0 ? line : line.substring(0, extension), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not a chunk size: " + line, e);
        }
    }

    private String line() throws IOException {
        ByteBuffer received = connection.received();
        int length;
        while ((length = lineLength(received)) < 0) {
            if (received.remaining() > LONGEST_LINE) {
                throw new IOException("line over " + LONGEST_LINE + " bytes between chunks");
            }
            connection.receive();
        }
        take(received, length);
        return new String(bytes, 0, length - 2, StandardCharsets.ISO_8859_1);
    }

    private void exactly(long length, Sink sink) throws IOException {
        ByteBuffer received = connection.received();
        for (long left = length; left > 0; ) {
            if (!received.hasRemaining()) {
                connection.receive();
            }
            int limit = received.limit();
            int part = (int) Math.min(left, received.remaining());
            received.limit(received.position() + part);
            sink.accept(received);
            received.limit(limit);
            left -= part;
        }
    }

    private void untilClosed(Sink sink) throws IOException {
        try {
            while (true) {
                sink.accept(connection.received());
                connection.receive();
            }
        } catch (EOFException e) {
            // The end of the connection is the end of the body.
        }
    }

    private void take(ByteBuffer received, int length) {
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        received.get(bytes, 0, length);
    }

    private static int headEnd(ByteBuffer buffer, int from) {
        for (int i = from; i + 3 < buffer.limit(); i++) {
            if (buffer.get(i) == '\r'
                    && buffer.get(i + 1) == '\n'
                    && buffer.get(i + 2) == '\r'
                    && buffer.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int lineLength(ByteBuffer buffer) {
        for (int i = buffer.position(); i + 1 < buffer.limit(); i++) {
            if (buffer.get(i) == '\r' && buffer.get(i + 1) == '\n') {
                return i + 2 - buffer.position();
            }
        }
        return -1;
    }
}
