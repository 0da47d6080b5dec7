package io.geckos.s3.form;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.body.RequestBodyUpload;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code multipart/form-data} as a stream, part by part: short fields and a file of any length. Uses the same
 * memory for every form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, 5.1</a>
 */
final class MultipartFormReader {
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_LINE = 4 * 1024;
    private static final byte[] NEW_LINE = {'\r', '\n'};

    private final InputStream in;
    private final BoundarySearch delimiter;
    private final long allowance;
    private final byte[] buffer = new byte[BUFFER];
    private long received;
    private boolean streaming;

    /** The first byte that is not consumed yet; the last one is before {@code limit}. */
    private int position;

    private int limit;

    /** The end of the bytes that belong to the current part, from {@code position} on. */
    private int known;

    /** Whether the current part ends at {@code known}. */
    private boolean ended;

    /**
     * Begins to read.
     *
     * @param boundary the text between the parts, without its dashes
     * @param allowance the largest number of bytes before the content of the file
     */
    MultipartFormReader(InputStream in, String boundary, int allowance) {
        this.in = in;
        this.delimiter = new BoundarySearch(("\r\n--" + boundary).getBytes(US_ASCII));
        this.allowance = allowance;
        // A delimiter begins with a line break, but the first one has none: add it.
        System.arraycopy(NEW_LINE, 0, buffer, 0, NEW_LINE.length);
        this.limit = NEW_LINE.length;
    }

    /** Goes on to the next part; empty if there is none. */
    Optional<FormPart> next() {
        while (more()) {
            position = known;
        }
        if (!passDelimiter()) {
            return Optional.empty();
        }
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        requireAllowance();
        known = position;
        ended = false;
        return Optional.of(FormPart.of(headers));
    }

    /** The whole content of the current part. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (more()) {
            bytes.write(buffer, position, known - position);
            position = known;
        }
        return decode(bytes.toByteArray(), 0, bytes.size());
    }

    /**
     * The content of the current part, of any length. The parts after it are skipped. When the stream ends, the whole
     * body has been read.
     */
    InputStream stream() {
        streaming = true;
        return new Content();
    }

    /**
     * Reads more of the current part if there is none between {@code position} and {@code known}. Answers false at the
     * end of the part.
     */
    private boolean more() {
        while (position == known) {
            if (ended) {
                return false;
            }
            requireAllowance();
            int at = delimiter.find(buffer, position, limit);
            if (at >= 0) {
                known = at;
                ended = true;
            } else {
                // The last bytes can be the beginning of a delimiter.
                known = Math.max(position, limit - delimiter.length() + 1);
                if (known == position) {
                    fill();
                }
            }
        }
        return true;
    }

    /** Skips the delimiter at {@code position}. Answers false if it is the last one. */
    private boolean passDelimiter() {
        requireAllowance();
        position += delimiter.length();
        while (limit - position < 2) {
            fill();
        }
        if (buffer[position] == '-' && buffer[position + 1] == '-') {
            return false;
        }
        if (!line().isBlank()) {
            throw new S3Exception(S3Error.MalformedPOSTRequest);
        }
        return true;
    }

    private String line() {
        int length = 0;
        while (true) {
            while (position + length < limit && buffer[position + length] != '\n') {
                length++;
            }
            if (length > MAX_LINE) {
                throw new S3Exception(S3Error.MalformedPOSTRequest);
            }
            if (position + length < limit) {
                break;
            }
            requireAllowance();
            fill();
        }
        if (length == 0 || buffer[position + length - 1] != '\r') {
            throw new S3Exception(S3Error.MalformedPOSTRequest);
        }
        String line = decode(buffer, position, length - 1);
        position += length + 1;
        return line;
    }

    private void requireAllowance() {
        if (!streaming && received - (limit - position) > allowance) {
            throw new S3Exception(S3Error.MaxPostPreDataLengthExceededError);
        }
    }

    private void fill() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        known -= position;
        limit -= position;
        position = 0;
        int count = read(buffer, limit, BUFFER - limit);
        if (count < 0) {
            throw new S3Exception(S3Error.MalformedPOSTRequest);
        }
        limit += count;
        received += count;
    }

    private int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw RequestBodyUpload.truncated(e);
        }
    }

    private static String decode(byte[] bytes, int offset, int length) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new S3Exception(S3Error.MalformedPOSTRequest);
        }
    }

    private final class Content extends InputStream {
        private boolean drained;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (drained || !more()) {
                drain();
                return -1;
            }
            int count = Math.min(length, known - position);
            System.arraycopy(buffer, position, bytes, offset, count);
            position += count;
            return count;
        }

        private void drain() {
            if (!drained) {
                drained = true;
                passDelimiter();
                while (MultipartFormReader.this.read(buffer, 0, BUFFER) >= 0) {
                    // The content is not needed, only the end of the stream.
                }
            }
        }
    }
}
