package io.geckos.s3.lock;

import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that set the protection of a new object, or report that of an object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock</a>
 */
public final class ObjectLockHeaders {
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";

    /** The headers about protection that requests which make objects may have. */
    public static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.headers(MODE, UNTIL, HOLD);

    private ObjectLockHeaders() {}

    /** Tells whether a request has any of these headers. */
    public static boolean isPresentIn(RequestHeaders headers) {
        return ACCEPTS.headers().stream().anyMatch(headers::has);
    }

    /**
     * Reads the protection of a new object.
     *
     * @throws S3Exception if the headers contradict each other, if the bucket has no lock, or if the caller may not protect
     */
    public static Protection of(S3Call call) {
        RequestHeaders headers = call.headers();
        if (!isPresentIn(headers)) {
            return Protection.NONE;
        }
        Optional<Retention> retention = retention(headers);
        Optional<LegalHold> hold = headers.get(HOLD).map(ObjectLockHeaders::legalHold);
        if (call.storedBucket().lock().isEmpty()) {
            // S3 has two spellings of this message; the other one is in requireLock.
            throw new S3Exception(S3Error.InvalidRequest, "Bucket is missing ObjectLockConfiguration");
        }
        if (retention.isPresent()) {
            call.access().authorise(S3Action.PUT_OBJECT_RETENTION, call.target());
        }
        if (hold.isPresent()) {
            call.access().authorise(S3Action.PUT_OBJECT_LEGAL_HOLD, call.target());
        }
        return new Protection(retention, hold);
    }

    private static Optional<Retention> retention(RequestHeaders headers) {
        if (headers.has(MODE) != headers.has(UNTIL)) {
            throw S3Exception.invalidArgument(
                    UNTIL + " and " + MODE + " must both be supplied", headers.has(MODE) ? UNTIL : MODE, "");
        }
        return headers.get(MODE)
                .map(mode -> new Retention(mode(mode), until(headers.get(UNTIL).orElse(""))));
    }

    private static Retention.Mode mode(String name) {
        return Arrays.stream(Retention.Mode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> S3Exception.invalidArgument("Unknown wormMode directive.", MODE, name));
    }

    private static Instant until(String date) {
        Instant until = S3Timestamps.parseIso(date)
                .orElseThrow(() -> S3Exception.invalidArgument(
                        "The retain until date must be provided in ISO 8601 format", UNTIL, date));
        requireFuture(until, UNTIL);
        return until;
    }

    /** Refuses a time that is not in the future. {@code name} is the parameter that gave it. */
    static void requireFuture(Instant until, String name) {
        if (!until.isAfter(Instant.now())) {
            throw S3Exception.invalidArgument(
                    "The retain until date must be in the future!", name, S3Timestamps.isoNotBefore(until));
        }
    }

    private static LegalHold legalHold(String status) {
        return switch (status) {
            case "ON" -> LegalHold.ON;
            case "OFF" -> LegalHold.OFF;
            default -> throw S3Exception.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", HOLD, status);
        };
    }

    /** Refuses the operation unless the bucket has object lock. Throws NoSuchBucket if there is no such bucket. */
    static void requireLock(S3Call call) {
        if (call.storedBucket().lock().isEmpty()) {
            throw new S3Exception(S3Error.InvalidRequest, "Bucket is missing Object Lock Configuration");
        }
    }

    /** A retention as headers have it. */
    static Map<String, String> headers(Retention retention) {
        return Map.of(MODE, retention.mode().name(), UNTIL, S3Timestamps.isoNotBefore(retention.until()));
    }

    /** A legal hold as a header has it. */
    static Map<String, String> headers(LegalHold hold) {
        return Map.of(HOLD, hold.name());
    }

    /** Adds the headers of a protection to an answer. */
    public static void describe(S3Result answer, Protection protection) {
        protection
                .retention()
                .ifPresent(retention -> answer.header(MODE, retention.mode().name())
                        .header(UNTIL, S3Timestamps.isoNotBefore(retention.until())));
        protection.hold().ifPresent(hold -> answer.header(HOLD, hold.name()));
    }
}
