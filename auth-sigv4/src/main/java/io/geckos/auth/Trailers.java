package io.geckos.auth;

import io.geckos.domain.StorageException.ContentMismatch;
import io.geckos.domain.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers that follow a payload: all that were announced, and no others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailing headers</a>
 */
final class Trailers {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    private final Map<String, String> values = new TreeMap<>();

    Map<String, String> values() {
        return values;
    }

    /**
     * Reads them up to the empty line that ends the body.
     *
     * @param announced by {@code x-amz-trailer}, in lower case
     * @param signed whether a signature must be the last of them
     */
    static Trailers read(Framing framing, Set<String> announced, boolean signed, ChunkCheck check) throws IOException {
        Trailers trailers = new Trailers();
        while (true) {
            String line = framing.line(Kind.TRAILER_FRAMING);
            if (line.isEmpty() && !signed) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw malformed("a trailing header has no colon");
            }
            String name = line.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
            String value = value(line.substring(colon + 1));
            if (signed && name.equals(SIGNATURE)) {
                check.endOfTrailer(trailers.canonical(), value);
                if (!framing.line(Kind.TRAILER_FRAMING).isEmpty()) {
                    throw malformed(SIGNATURE + " is not the last");
                }
                break;
            }
            if (!announced.contains(name) || trailers.values.put(name, value) != null) {
                throw malformed("a trailing header was not announced or comes twice");
            }
        }
        if (!trailers.values.keySet().equals(announced)) {
            throw malformed("a trailing header was announced and did not come");
        }
        return trailers;
    }

    /** Some clients, and AWS's own examples, end the line with a line feed of its own before the CRLF. */
    private static String value(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (!line.chars().allMatch(c -> c >= ' ')) {
            throw malformed("a trailing header holds a control character");
        }
        return line.strip();
    }

    private String canonical() {
        StringBuilder out = new StringBuilder();
        values.forEach(
                (name, value) -> out.append(name).append(':').append(value).append('\n'));
        return out.toString();
    }

    private static ContentMismatch malformed(String detail) {
        return new ContentMismatch(Kind.TRAILER_FRAMING, detail);
    }
}
