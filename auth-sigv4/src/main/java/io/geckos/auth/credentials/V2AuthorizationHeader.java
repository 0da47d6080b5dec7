package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.security.AuthenticationException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the credentials of {@code Authorization: AWS <access key>:<signature>}, finding faults in the order in which S3
 * finds them.
 */
public final class V2AuthorizationHeader {
    private static final String NAME = "Authorization";
    private static final String SCHEME = "AWS ";

    private V2AuthorizationHeader() {}

    /** Whether the header is of Version 2. */
    public static boolean is(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Parses the header.
     *
     * @throws AuthenticationException if they cannot hold now
     */
    public static V2Credentials parse(String authorization, SignedRequestHeaders headers, Instant now) {
        String credentials = authorization.substring(SCHEME.length());
        if (credentials.indexOf(' ') >= 0) {
            throw AuthenticationErrors.invalidArgument(
                    "Authorization header is invalid -- one and only one ' ' (space) required", NAME, authorization);
        }
        int colon = credentials.indexOf(':');
        if (colon < 0 || colon == credentials.length() - 1 || credentials.indexOf(':', colon + 1) >= 0) {
            throw AuthenticationErrors.invalidArgument(
                    "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature", NAME, authorization);
        }
        Optional<String> amzDate = headers.single("x-amz-date");
        String date = amzDate.or(() -> headers.single("date")).orElse("");
        SigningTime.parseDateHeader(date)
                .orElseThrow(AuthenticationErrors::noDate)
                .requireNear(now, date);
        // If there is an x-amz-date, it is signed with the other x-amz headers, and the date line is empty.
        return new V2Credentials(
                credentials.substring(0, colon), credentials.substring(colon + 1), amzDate.isPresent() ? "" : date);
    }
}
