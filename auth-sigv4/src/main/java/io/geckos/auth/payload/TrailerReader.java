package io.geckos.auth.payload;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the headers that follow the last chunk. There must be exactly those that the request announced.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailing headers</a>
 */
final class TrailerReader {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    private TrailerReader() {}

    /** Reads the headers, by lower-case name, and the empty line that ends the body. */
    static Map<String, String> read(ChunkFraming framing, ChunkedPayload payload) throws IOException {
        Map<String, String> trailers = new TreeMap<>();
        boolean signed = payload.trailer() && payload.signed();
        for (String line = framing.line(Kind.TRAILER_FRAMING);
                signed || !line.isEmpty();
                line = framing.line(Kind.TRAILER_FRAMING)) {
            int colon = line.indexOf(':');
            if (colon < 0 || !payload.trailer()) {
                throw malformed("no trailing header was expected, or it has no colon");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = value(line.substring(colon + 1));
            if (signed && name.equals(SIGNATURE)) {
                payload.check().endOfTrailer(canonical(trailers), value);
                framing.endOfLine(Kind.TRAILER_FRAMING);
                break;
            }
            if (!payload.announced().contains(name) || trailers.put(name, value) != null) {
                throw malformed("a trailing header was not announced, or comes twice");
            }
        }
        if (!trailers.keySet().equals(payload.announced())) {
            throw malformed("a trailing header was announced and did not come");
        }
        return trailers;
    }

    /** Some clients, and AWS's own examples, put a line feed before the CRLF. */
    private static String value(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (line.chars().anyMatch(c -> c < ' ')) {
            throw malformed("a trailing header holds a control character");
        }
        return line.strip();
    }

    private static String canonical(Map<String, String> trailers) {
        StringBuilder out = new StringBuilder();
        trailers.forEach(
                (name, value) -> out.append(name).append(':').append(value).append('\n'));
        return out.toString();
    }

    private static ContentMismatch malformed(String detail) {
        return new ContentMismatch(Kind.TRAILER_FRAMING, detail);
    }
}
