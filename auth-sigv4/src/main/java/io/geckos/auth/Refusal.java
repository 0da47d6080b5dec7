package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import java.util.Map;

/** Refusals that are given in more than one place, in S3's words. */
final class Refusal {
    private static final String NOT_SUPPORTED =
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";
    private static final String NO_SUCH_KEY = "The AWS Access Key Id you provided does not exist in our records.";
    private static final String BAD_TOKEN = "The provided token is malformed or otherwise invalid.";

    private Refusal() {}

    static AuthenticationException unsupportedMechanism() {
        return new AuthenticationException(Reason.INVALID_REQUEST, NOT_SUPPORTED);
    }

    static AuthenticationException unknownKey(String accessKeyId) {
        return new AuthenticationException(
                Reason.UNKNOWN_ACCESS_KEY, NO_SUCH_KEY, Map.of("AWSAccessKeyId", accessKeyId));
    }

    static AuthenticationException invalidToken(String token) {
        return new AuthenticationException(Reason.INVALID_TOKEN, BAD_TOKEN, Map.of("Token-0", token));
    }

    static AuthenticationException invalidArgument(String detail, String name, String value) {
        return new AuthenticationException(
                Reason.INVALID_ARGUMENT, detail, Map.of("ArgumentName", name, "ArgumentValue", value));
    }
}
