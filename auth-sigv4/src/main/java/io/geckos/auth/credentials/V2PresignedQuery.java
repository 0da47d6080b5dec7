package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the credentials of a URL presigned by Version 2, finding faults in the order in which S3 finds them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signature Version 2</a>
 */
public final class V2PresignedQuery {
    private static final String ACCESS_KEY = "AWSAccessKeyId";
    private static final String SIGNATURE = "Signature";
    private static final String EXPIRES = "Expires";
    private static final Set<String> PARAMETERS = Set.of(ACCESS_KEY, SIGNATURE, EXPIRES);

    /** S3 accepts the values that fit into 32 bits. */
    private static final Pattern SECONDS = Pattern.compile("-?0*[0-9]{1,10}");

    private V2PresignedQuery() {}

    /** Whether a URL has the parameters of one presigned by Version 2. */
    public static boolean isIn(CanonicalQuery query) {
        return query.has(SIGNATURE) || query.has(ACCESS_KEY);
    }

    /** Whether a parameter is one of the credentials. */
    static boolean owns(String parameter) {
        return PARAMETERS.contains(parameter);
    }

    /**
     * Parses the query.
     *
     * @throws AuthenticationException if they cannot hold now
     */
    public static V2Credentials parse(CanonicalQuery query, Instant now) {
        if (!PARAMETERS.stream().allMatch(query::has)) {
            throw denied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }
        String expires = query.get(EXPIRES).orElse("");
        Instant until = instant(expires);
        if (now.isAfter(until)) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put(EXPIRES, until.toString());
            details.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            throw AuthenticationErrors.expired(details);
        }
        return new V2Credentials(
                query.get(ACCESS_KEY).orElse(""), query.get(SIGNATURE).orElse(""), expires);
    }

    private static Instant instant(String seconds) {
        if (SECONDS.matcher(seconds).matches()) {
            long number = Long.parseLong(seconds);
            if (number == (int) number) {
                return Instant.ofEpochSecond(number);
            }
        }
        throw denied("Invalid date (should be seconds since epoch): " + seconds);
    }

    private static AuthenticationException denied(String detail) {
        return new AuthenticationException(Reason.ACCESS_DENIED, detail);
    }
}
