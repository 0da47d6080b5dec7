package io.geckos.auth.credentials;

import io.geckos.auth.request.Headers;
import io.geckos.auth.request.Refusal;
import io.geckos.auth.request.RequestTime;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.AuthenticationException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the credentials of {@code Authorization: AWS <access key>:<signature>}, finding faults in the order in which S3
 * finds them.
 */
public final class V2Header {
    private static final String NAME = "Authorization";
    private static final String SCHEME = "AWS ";

    private V2Header() {}

    /** Whether the header is of Version 2. */
    public static boolean is(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads them.
     *
     * @throws AuthenticationException if they cannot hold now
     */
    public static V2Credentials parse(String authorization, Headers headers, Instant now) {
        String credentials = authorization.substring(SCHEME.length());
        if (credentials.indexOf(' ') >= 0) {
            throw Refusal.invalidArgument(
                    "Authorization header is invalid -- one and only one ' ' (space) required", NAME, authorization);
        }
        int colon = credentials.indexOf(':');
        if (colon < 0 || colon == credentials.length() - 1 || credentials.indexOf(':', colon + 1) >= 0) {
            throw Refusal.invalidArgument(
                    "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature", NAME, authorization);
        }
        Optional<String> amzDate = headers.single("x-amz-date");
        String date = amzDate.or(() -> headers.single("date")).orElse("");
        RequestTime.parseDateHeader(date).orElseThrow(Refusal::noDate).requireNear(now, date);
        // An x-amz-date is signed among the headers of its kind.
        return new V2Credentials(
                credentials.substring(0, colon), credentials.substring(colon + 1), amzDate.isPresent() ? "" : date);
    }
}
