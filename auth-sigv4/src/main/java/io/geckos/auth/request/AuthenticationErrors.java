package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.Map;

/** Refusals that several classes need, in S3's words. */
public final class AuthenticationErrors {
    private AuthenticationErrors() {}

    public static AuthenticationException unsupportedMechanism() {
        return new AuthenticationException(
                Reason.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    /** The refusal of a request whose date is missing or malformed. */
    public static AuthenticationException noDate() {
        return new AuthenticationException(
                Reason.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header");
    }

    public static AuthenticationException expired(Map<String, String> details) {
        return new AuthenticationException(Reason.EXPIRED, "Request has expired", details);
    }

    /** The refusal of a request with two kinds of credentials. {@code authorization} is the header, if there is one. */
    public static AuthenticationException severalMechanisms(String authorization) {
        return invalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                        + " parameter or the Authorization header should be specified",
                "Authorization",
                authorization);
    }

    public static AuthenticationException invalidArgument(String detail, String name, String value) {
        return new AuthenticationException(
                Reason.INVALID_ARGUMENT, detail, Map.of("ArgumentName", name, "ArgumentValue", value));
    }

    public static AuthenticationException malformedQuery(String detail) {
        return new AuthenticationException(Reason.QUERY_MALFORMED, detail);
    }

    /** The refusal of a malformed credential in a query. */
    public static AuthenticationException malformedCredential(String detail, Map<String, String> details) {
        return new AuthenticationException(
                Reason.QUERY_MALFORMED, "Error parsing the X-Amz-Credential parameter; " + detail, details);
    }

    /** The refusal of a scope whose day is not the day of the request. */
    public static AuthenticationException otherDay(CredentialScope scope, SigningTime time) {
        return malformedQuery("Invalid credential date \"" + scope.date()
                + "\". This date is not the same as X-Amz-Date: \"" + time.date() + "\".");
    }
}
