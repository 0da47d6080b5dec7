package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.text.AsciiNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the claim of a presigned URL, finding faults in the order in which S3 finds them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query parameters</a>
 */
public final class PresignedQuery {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String SIGNATURE = "X-Amz-Signature";

    private static final String EXPIRES = "X-Amz-Expires";
    private static final String DATE = "X-Amz-Date";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final List<String> REQUIRED = List.of(CREDENTIAL, SIGNATURE, DATE, SIGNED_HEADERS, EXPIRES);
    private static final long LONGEST_SECONDS = 604_800;

    private PresignedQuery() {}

    /** Whether a URL says that it is presigned. */
    public static boolean isIn(CanonicalQuery query) {
        return query.has(ALGORITHM) || query.has(CREDENTIAL) || query.has(SIGNATURE);
    }

    /**
     * Parses the query.
     *
     * @throws AuthenticationException if it cannot be a valid claim for {@code region} now
     */
    public static SignatureClaim parse(
            CanonicalQuery query, SignedRequestHeaders headers, Optional<String> region, Instant now) {
        if (!query.get(ALGORITHM).orElse("AWS4-HMAC-SHA256").equals("AWS4-HMAC-SHA256")) {
            throw AuthenticationErrors.malformedQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        if (!query.has(ALGORITHM) || !REQUIRED.stream().allMatch(query::has)) {
            throw AuthenticationErrors.malformedQuery(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        SigningTime time = query.get(DATE)
                .flatMap(SigningTime::parse)
                .orElseThrow(() -> AuthenticationErrors.malformedQuery(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        checkValidity(time.instant(), lifetime(query.get(EXPIRES).orElse("")), now);
        CredentialScope scope = CredentialScope.parse(
                query.get(CREDENTIAL).orElse(""), region, AuthenticationErrors::malformedCredential);
        if (!scope.date().equals(time.date())) {
            throw AuthenticationErrors.otherDay(scope, time);
        }
        Set<String> signed = query.get(SIGNED_HEADERS)
                .flatMap(SignedHeaderNames::parse)
                .orElseThrow(() -> AuthenticationErrors.malformedQuery(
                        "X-Amz-SignedHeaders must be names of headers separated by semicolons"));
        headers.requireSigned(signed);
        String payload = ContentSha256.find(headers, query).orElse(ContentSha256.UNSIGNED);
        return new SignatureClaim(
                scope, time, signed, payload, query.get(SIGNATURE).orElse(""));
    }

    private static Duration lifetime(String text) {
        long seconds;
        try {
            seconds = AsciiNumber.parseLong(text);
        } catch (NumberFormatException e) {
            throw AuthenticationErrors.malformedQuery("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw AuthenticationErrors.malformedQuery("X-Amz-Expires must be non-negative");
        }
        if (seconds > LONGEST_SECONDS) {
            throw AuthenticationErrors.malformedQuery(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                            + " must be less than " + LONGEST_SECONDS + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private static void checkValidity(Instant from, Duration lifetime, Instant now) {
        Instant until = from.plus(lifetime);
        Map<String, String> details = new LinkedHashMap<>();
        if (from.isAfter(now.plus(SigningTime.MAX_SKEW))) {
            details.put(DATE, from.toString());
            details.put("Expires", until.toString());
            details.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            throw new AuthenticationException(Reason.EXPIRED, "Request is not yet valid", details);
        }
        // A URL with a lifetime of 0 has always expired, even in the second in which it was made.
        if (now.isAfter(until) || lifetime.isZero()) {
            details.put(EXPIRES, String.valueOf(lifetime.toSeconds()));
            details.put("Expires", until.toString());
            details.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            throw AuthenticationErrors.expired(details);
        }
    }
}
