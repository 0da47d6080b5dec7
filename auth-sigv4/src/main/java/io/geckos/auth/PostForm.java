package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a browser's form says about the signature over its policy. What is signed is the policy as it is in the
 * form, in Base64.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Form fields</a>
 */
final class PostForm {
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String POLICY = "policy";
    private static final List<String> CREDENTIALS = List.of(SIGNATURE, CREDENTIAL, ALGORITHM, DATE);

    private PostForm() {}

    /**
     * Reads it; a form without credentials and without a policy is anonymous.
     *
     * @throws AuthenticationException if it cannot be a valid claim for {@code region}
     */
    static Optional<Signed> parse(Map<String, String> fields, Optional<String> region) {
        if (fields.containsKey("signature") || fields.containsKey("awsaccesskeyid")) {
            throw Refusal.unsupportedMechanism();
        }
        if (CREDENTIALS.stream().noneMatch(name -> fields.containsKey(key(name)))) {
            if (fields.containsKey(POLICY)) {
                throw new AuthenticationException(Reason.ACCESS_DENIED, "Access Denied");
            }
            return Optional.empty();
        }
        String policy = required(fields, POLICY);
        String signature = required(fields, SIGNATURE);
        String credential = required(fields, CREDENTIAL);
        String algorithm = required(fields, ALGORITHM);
        if (!algorithm.equals("AWS4-HMAC-SHA256")) {
            throw Refusal.invalidArgument("Only AWS4-HMAC-SHA256 is supported", ALGORITHM, algorithm);
        }
        String date = required(fields, DATE);
        RequestTime time = RequestTime.parse(date)
                .orElseThrow(() ->
                        Refusal.invalidArgument("X-Amz-Date must be formatted via ISO8601 Long format", DATE, date));
        CredentialScope scope = CredentialScope.parse(credential, region, PostForm::malformedCredential);
        if (!scope.date().equals(time.date())) {
            throw malformedCredential(Refusal.otherDay(scope, time).getMessage(), Map.of());
        }
        return Optional.of(new Signed(scope, policy, signature, Optional.empty()));
    }

    /** What is wrong with a credential, which S3 tells of forms as of any other field. */
    private static AuthenticationException malformedCredential(String detail, Map<String, String> details) {
        return new AuthenticationException(Reason.INVALID_ARGUMENT, detail, details);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(key(name));
        if (value == null) {
            throw Refusal.invalidArgument(
                    "Bucket POST must contain a field named '" + name
                            + "'.  If it is specified, please check the order of the fields.",
                    name,
                    "");
        }
        return value;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
