package io.geckos.s3.call;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The conditions of a read, in the order of RFC 9110, which is AWS's: a tag given outweighs a date given. A date that has not
 * come yet is no valid one for {@code If-Modified-Since}.
 *
 * @param prefix what the names of the headers begin with
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, 13.2.2</a>
 */
public record ReadPreconditions(
        String prefix,
        Optional<String> ifMatch,
        Optional<Instant> ifUnmodifiedSince,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince) {
    /** What a read is answered with. */
    public enum Verdict {
        PROCEED,
        NOT_MODIFIED
    }

    /** Those of a read. */
    public static ReadPreconditions ofRead(RequestHeaders headers) {
        return of(headers, "");
    }

    /** Those in headers whose names begin with {@code prefix}. */
    public static ReadPreconditions of(RequestHeaders headers, String prefix) {
        return new ReadPreconditions(
                prefix,
                headers.get(prefix + "if-match"),
                headers.get(prefix + "if-unmodified-since").flatMap(S3Timestamps::parseHttp),
                headers.get(prefix + "if-none-match"),
                headers.get(prefix + "if-modified-since")
                        .flatMap(S3Timestamps::parseHttp)
                        .filter(date -> !date.isAfter(Instant.now())));
    }

    /**
     * Decides about a read.
     *
     * @throws S3Exception {@link S3Error#PreconditionFailed} if it must not happen
     */
    public Verdict decide(ObjectInfo info) {
        // HTTP's dates have no fractions: what was changed within the second named was not changed since.
        Instant modified = info.lastModified().truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            if (!namesStrongly(ifMatch.get(), info.etag())) {
                throw failed("If-Match");
            }
        } else if (ifUnmodifiedSince.isPresent() && modified.isAfter(ifUnmodifiedSince.get())) {
            throw failed("If-Unmodified-Since");
        }
        boolean unchanged = ifNoneMatch.isPresent()
                ? names(ifNoneMatch.get(), info.etag())
                : ifModifiedSince.isPresent() && !modified.isAfter(ifModifiedSince.get());
        return unchanged ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
    }

    /**
     * Decides about a copy.
     *
     * @throws S3Exception {@link S3Error#PreconditionFailed} if it must not happen
     */
    public void require(ObjectInfo info) {
        if (decide(info) == Verdict.NOT_MODIFIED) {
            throw failed(ifNoneMatch.isPresent() ? "If-None-Match" : "If-Modified-Since");
        }
    }

    private S3Exception failed(String header) {
        return new S3Exception(S3Error.PreconditionFailed).with("Condition", prefix + header);
    }

    /** Tells whether a list of tags, quoted or not, or {@code *}, names {@code etag}. */
    static boolean names(String list, ETag etag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || unquoted(tag).equals(etag.value()));
    }

    /** The same where a weak tag will not do, as it may stand for other bytes. */
    public static boolean namesStrongly(String list, ETag etag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> !tag.startsWith("W/") && names(tag, etag));
    }

    /** A tag without its quotes and without the mark of a weak one. */
    public static String unquoted(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }
}
