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
 * The conditions of a read. They are checked in the order of RFC 9110, as in AWS: if both a tag and a date are given,
 * only the tag counts. {@code If-Modified-Since} ignores a date in the future.
 *
 * @param prefix the beginning of the headers' names, which copies have
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, 13.2.2</a>
 */
public record ReadPreconditions(
        String prefix,
        Optional<String> ifMatch,
        Optional<Instant> ifUnmodifiedSince,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince) {
    /** The result of a check that does not refuse the read. */
    public enum Verdict {
        PROCEED,
        NOT_MODIFIED
    }

    /** The conditions of a read. */
    public static ReadPreconditions ofRead(RequestHeaders headers) {
        return of(headers, "");
    }

    /** The conditions in headers whose names begin with {@code prefix}. */
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
     * Checks the conditions of a read.
     *
     * @throws S3Exception {@link S3Error#PreconditionFailed} if it must not happen
     */
    public Verdict decide(ObjectInfo info) {
        // HTTP dates have no fractions of seconds, so a change within the named second does not count as later.
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
     * Checks the conditions of a copy.
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

    /** Like {@link #names}, but a weak tag does not match, because it may stand for other bytes. */
    public static boolean namesStrongly(String list, ETag etag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> !tag.startsWith("W/") && names(tag, etag));
    }

    /** A tag without its quotes and without {@code W/}. */
    public static String unquoted(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }
}
