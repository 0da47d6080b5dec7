package io.geckos.s3.call;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;

/**
 * The conditions of a write.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class WriteConditionHeaders {
    private WriteConditionHeaders() {}

    /**
     * Reads {@code If-Match} and {@code If-None-Match}, of which S3 takes one at a time, and of the second only
     * {@code *}.
     */
    public static WriteCondition of(RequestHeaders headers) {
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

    /** The condition that the object is there, and of this tag unless it is {@code *}. */
    public static WriteCondition ifMatch(String tag) {
        return tag.equals("*") ? new WriteCondition.IfPresent() : new WriteCondition.IfMatch(etag(tag, "If-Match"));
    }

    /** A tag from outside, quoted or not; {@link S3Error#InvalidArgument} naming {@code header} if it is none. */
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
