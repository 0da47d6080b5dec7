package io.geckos.s3.call;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the conditions of a write.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class WriteConditionHeaders {
    private static final String IF_MODIFIED = "x-amz-if-match-last-modified-time";
    private static final String IF_SIZE = "x-amz-if-match-size";

    /** The headers of deletions that conditions may be in, beside those of HTTP. */
    public static final SupportedParameters OF_DELETE = SupportedParameters.NOTHING.headers(IF_MODIFIED, IF_SIZE);

    private WriteConditionHeaders() {}

    /**
     * Reads {@code If-Match} and {@code If-None-Match} of a request that makes an object. Who sends the first needs the
     * permission to read, or could find out by its tag what is there.
     *
     * @throws S3Exception {@link S3Error#AccessDenied} without that permission
     */
    public static WriteCondition of(S3Call call) {
        WriteCondition condition = of(call.headers());
        if (call.headers().has("if-match")) {
            call.access().authorise(S3Action.GET_OBJECT, call.target());
        }
        return condition;
    }

    /**
     * Reads {@code If-Match} and {@code If-None-Match}. S3 accepts only one of them in a request, and only {@code *}
     * for the second.
     */
    private static WriteCondition of(RequestHeaders headers) {
        requireNoDates(headers);
        Optional<String> ifMatch = headers.get("if-match");
        Optional<String> ifNoneMatch = headers.get("if-none-match");
        if (ifNoneMatch.isPresent() && ifMatch.isPresent()) {
            throw S3Exception.notImplemented("If-Match,If-None-Match")
                    .with("additionalMessage", "Multiple conditional request headers present in the request");
        }
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().equals("*")) {
                throw S3Exception.notImplemented("If-None-Match")
                        .with(
                                "additionalMessage",
                                "We don't accept the provided value of If-None-Match header for this API");
            }
            return new WriteCondition.IfAbsent();
        }
        return ifMatch.map(WriteConditionHeaders::ifMatch).orElse(WriteCondition.ALWAYS);
    }

    /** Reads the conditions of a deletion, which may also be of the time and the size of what is deleted. */
    public static WriteCondition ofDelete(RequestHeaders headers) {
        if (headers.has("if-none-match")) {
            throw S3Exception.notImplemented("If-None-Match");
        }
        if (!headers.has(IF_MODIFIED) && !headers.has(IF_SIZE)) {
            return of(headers);
        }
        requireNoDates(headers);
        return same(
                headers.get("if-match"),
                headers.get(IF_MODIFIED).map(date -> time(date, IF_MODIFIED)),
                headers.get(IF_SIZE).map(size -> size(size, IF_SIZE)));
    }

    /** The condition that the object is there, and is the same in tag, time and size as far as they are given. */
    public static WriteCondition same(Optional<String> tag, Optional<Instant> time, Optional<Long> size) {
        return new WriteCondition.IfSame(
                tag.filter(it -> !it.equals("*")).map(it -> etag(it, "If-Match")),
                time,
                size.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /** A time in either form that S3 takes; {@link S3Error#InvalidArgument} naming {@code name} if it is none. */
    public static Instant time(String date, String name) {
        return S3Timestamps.parseHttp(date)
                .or(() -> S3Timestamps.parseIso(date))
                .orElseThrow(() -> S3Exception.invalidArgument("Not a date.", name, date));
    }

    /** A number of bytes; {@link S3Error#InvalidArgument} naming {@code name} if it is none. */
    public static long size(String text, String name) {
        try {
            long size = AsciiNumber.parseLong(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw S3Exception.invalidArgument("Not a number of bytes.", name, text);
    }

    /** The condition that the object is there, and of this tag unless it is {@code *}. */
    public static WriteCondition ifMatch(String tag) {
        return tag.equals("*") ? new WriteCondition.IfPresent() : new WriteCondition.IfMatch(etag(tag, "If-Match"));
    }

    /**
     * Parses a tag, with or without quotes. Throws {@link S3Error#InvalidArgument}, which names {@code header}, if it
     * is malformed.
     */
    static ETag etag(String tag, String header) {
        try {
            return new ETag(ReadPreconditions.unquoted(tag));
        } catch (IllegalArgumentException _) {
            throw S3Exception.invalidArgument("Not an entity tag.", header, tag);
        }
    }

    private static void requireNoDates(RequestHeaders headers) {
        if (headers.has("if-modified-since")) {
            throw S3Exception.notImplemented("If-Modified-Since");
        }
        if (headers.has("if-unmodified-since")) {
            throw S3Exception.notImplemented("If-Unmodified-Since");
        }
    }
}
