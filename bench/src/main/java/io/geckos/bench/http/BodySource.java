package io.geckos.bench.http;

import io.geckos.bench.data.ContentGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The body of a request. */
public sealed interface BodySource {
    BodySource NONE = new Text("");

    /** The number of bytes sent. */
    long length();

    void writeTo(HttpConnection connection) throws IOException;

    /**
     * A short document.
     *
     * @param text of ASCII characters
     */
    record Text(String text) implements BodySource {
        @Override
        public long length() {
            return text.length();
        }

        @Override
        public void writeTo(HttpConnection connection) throws IOException {
            connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /**
     * A range of an object's content.
     *
     * @param start of the content, see {@link ContentGenerator#start}
     * @param offset of the range
     * @param length of the range
     */
    record Plain(long start, long offset, long length) implements BodySource {
        @Override
        public void writeTo(HttpConnection connection) throws IOException {
            slices(connection::write);
        }

        /** Passes all bytes to {@code consumer}, in order. */
        public <X extends Exception> void slices(Consumer<X> consumer) throws X {
            for (long done = 0; done < length; ) {
                ByteBuffer slice = ContentGenerator.slice(start, offset + done, length - done);
                done += slice.remaining();
                consumer.accept(slice);
            }
        }

        /**
         * Takes slices of a content.
         *
         * @param <X> the exception that it may throw
         */
        public interface Consumer<X extends Exception> {
            void accept(ByteBuffer slice) throws X;
        }
    }

    /**
     * A range in {@code aws-chunked} framing, as current SDKs send it by default: unsigned chunks, then the CRC-32 of
     * all bytes as a trailer.
     *
     * @param content the content without the framing
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailing headers</a>
     */
    record Framed(Plain content) implements BodySource {
        public static final String TRAILER = "x-amz-checksum-crc32";

        private static final int CHUNK = 1 << 17;
        private static final String END = "0\r\n" + TRAILER + ":";
        private static final int CHECKSUM_LENGTH = 8;
        private static final ByteBuffer LINE_END = ascii("\r\n");

        @Override
        public long length() {
            long whole = content.length() / CHUNK;
            long rest = content.length() % CHUNK;
            return whole * framed(CHUNK) + (rest > 0 ? framed(rest) : 0) + END.length() + CHECKSUM_LENGTH + 4;
        }

        @Override
        public void writeTo(HttpConnection connection) throws IOException {
            CRC32 crc = new CRC32();
            for (long done = 0; done < content.length(); ) {
                ByteBuffer chunk = ContentGenerator.slice(
                        content.start(), content.offset() + done, Math.min(CHUNK, content.length() - done));
                done += chunk.remaining();
                crc.update(chunk.duplicate());
                connection.write(
                        ascii(HexFormat.of().toHexDigits(chunk.remaining(), digits(chunk.remaining())) + "\r\n"));
                connection.write(chunk);
                connection.write(LINE_END.duplicate());
            }
            byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
            connection.write(ascii(END + Base64.getEncoder().encodeToString(value) + "\r\n\r\n"));
        }

        private static long framed(long size) {
            return digits(size) + 2 + size + 2;
        }

        private static int digits(long size) {
            return (67 - Long.numberOfLeadingZeros(size)) / 4;
        }

        private static ByteBuffer ascii(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
