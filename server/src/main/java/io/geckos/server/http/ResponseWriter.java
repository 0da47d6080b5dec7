package io.geckos.server.http;

import io.geckos.domain.object.FileTransferSink;
import io.geckos.domain.text.HeaderText;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Response.Body;
import io.geckos.server.connection.ClientConnection;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;

/** Sends an {@link S3Response}, and counts the bytes sent. */
final class ResponseWriter {
    private static final int BUFFER = 16 << 10;

    /** Objects up to this size are sent in one write with their headers. */
    private static final int SMALL = 64 << 10;

    /** A length larger than any body. {@link ResponseLengthFilter} removes it, so that the body has no framing. */
    static final Header UNKNOWN_LENGTH = HeaderValues.create(HeaderNames.CONTENT_LENGTH, Long.MAX_VALUE);

    private final ServerResponse response;
    private final boolean chunks;
    private long sent;

    /** Writes to a client that understands chunked coding if {@code chunks}, or else to one of HTTP/1.0. */
    ResponseWriter(ServerResponse response, boolean chunks) {
        this.response = response;
        this.chunks = chunks;
    }

    /** Whether only the end of the connection can show the client where an answer ends. */
    boolean mustClose(S3Response answer) {
        return !chunks && answer.body() instanceof Body.Streamed;
    }

    /** Counts memory that is in use until the client has taken it, which can take long. */
    private static void take(long bytes) {
        ClientConnection.current().memory().take(bytes);
    }

    /** The number of bytes of the body that were sent. */
    long sent() {
        return sent;
    }

    /** Discards an answer that failed. Answers false if a part of it has been sent. */
    boolean discard() {
        boolean back = response instanceof RoutingResponse routing && routing.reset();
        if (back) {
            sent = 0;
        }
        return back;
    }

    /** Writes headers and body. Always closes the object. Throws errors that happen after the first byte. */
    void write(S3Response answer) throws IOException {
        response.status(Status.create(answer.status()));
        response.header(DateHeader.at(Instant.now()));
        answer.headers().forEach((name, value) -> response.header(header(name, value)));
        switch (answer.body()) {
            case Body.Empty() -> response.send();
            case Body.Bytes(ByteBuffer bytes) -> send(bytes);
            case Body.Stored stored -> send(stored);
            case Body.Streamed(S3Response.Writer writer) -> {
                if (!chunks) {
                    response.header(UNKNOWN_LENGTH);
                }
                take(2L * BUFFER);
                OutputStream out = new BufferedOutputStream(new CountingOutputStream(response.outputStream()), BUFFER);
                writer.writeTo(out);
                out.flush();
            }
        }
    }

    /** Makes a header. Helidon would send a question mark for each character that is not ASCII. */
    private static Header header(String name, String value) {
        Header header = HeaderValues.create(HeaderNames.create(name), value);
        return HeaderText.isAscii(value) ? header : new Latin1Header(header);
    }

    private void send(ByteBuffer bytes) {
        take(2L * bytes.remaining());
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        sent = array.length;
        response.send(array);
    }

    private void send(Body.Stored stored) throws IOException {
        try (var object = stored.object()) {
            long length = stored.span().length();
            response.headers().contentLength(length);
            if (length == 0) {
                response.send();
                return;
            }
            take(length <= SMALL ? length : BUFFER);
            if (length <= SMALL) {
                SmallObjectBuffer whole = new SmallObjectBuffer(ByteBuffer.allocate((int) length));
                object.transferTo(stored.span(), whole);
                sent = length;
                response.send(whole.bytes().array());
            } else {
                object.transferTo(stored.span(), new Sink(response.outputStream()));
            }
        }
    }

    /** A sink for a whole small object. */
    private record SmallObjectBuffer(ByteBuffer bytes) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer some) {
            int length = some.remaining();
            bytes.put(some);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }

    /** Counts the bytes that are written. */
    private final class CountingOutputStream extends OutputStream {
        private final OutputStream out;

        CountingOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            sent++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sent += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** The sink into which storage writes an object. */
    private final class Sink implements FileTransferSink {
        private final OutputStream out;
        private final ClientConnection connection = ClientConnection.current();

        Sink(OutputStream out) {
            this.out = out;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            if (bytes.hasArray()) {
                out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
                bytes.position(bytes.limit());
            } else {
                byte[] copy = new byte[length];
                bytes.get(copy);
                out.write(copy, 0, length);
            }
            sent += length;
            return length;
        }

        /** Takes nothing at first, because the headers are sent together with the first bytes that are written. */
        @Override
        public long takeFrom(FileChannel file, long position, long count) throws IOException {
            if (sent == 0) {
                return 0;
            }
            // Bytes of the file must not overtake bytes that were written before.
            out.flush();
            long taken = connection.send(file, position, count);
            sent += taken;
            return taken;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The exchange ends the response.
        }
    }
}
