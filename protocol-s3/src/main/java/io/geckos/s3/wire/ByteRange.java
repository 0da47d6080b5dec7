package io.geckos.s3.wire;

import io.geckos.domain.name.ByteSpan;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the {@code Range} header. A header that it does not understand, or that has several ranges, is ignored, as RFC
 * 9110 allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110, 14.2</a>
 */
public final class ByteRange {
    private static final Pattern RANGE = Pattern.compile("(?i:bytes)=(\\d*)-(\\d*)");

    private ByteRange() {}

    /**
     * The bytes that a range names in an object of {@code size} bytes. Empty if the header is ignored.
     *
     * @throws S3Exception {@link S3Error#InvalidRange} if the object has no such bytes
     */
    public static Optional<ByteSpan> of(String header, long size) {
        Matcher range = RANGE.matcher(header);
        if (!range.matches() || header.endsWith("=-")) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            long length = number(last);
            if (length == 0) {
                return unsatisfiable(header, size);
            }
            // The last bytes of an empty object are the whole object, and no Content-Range can describe an empty range.
            return size == 0
                    ? Optional.empty()
                    : Optional.of(new ByteSpan(Math.max(size - length, 0), Math.min(length, size)));
        }
        long start = number(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (end < start) {
            return Optional.empty();
        }
        return start >= size
                ? unsatisfiable(header, size)
                : Optional.of(new ByteSpan(start, Math.min(end, size - 1) - start + 1));
    }

    private static Optional<ByteSpan> unsatisfiable(String header, long size) {
        throw new S3Exception(S3Error.InvalidRange)
                .with("RangeRequested", header)
                .with("ActualObjectSize", String.valueOf(size))
                .withHeader("Content-Range", "bytes */" + size);
    }

    /** Reads a number of any length. A larger one counts as the largest long. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    /** The value of {@code Content-Range} in an answer. */
    public static String contentRange(ByteSpan span, long size) {
        return "bytes " + span.offset() + "-" + (span.end() - 1) + "/" + size;
    }
}
