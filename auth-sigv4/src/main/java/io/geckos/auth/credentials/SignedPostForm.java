package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedTextEncodings;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignedText;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the signature of a browser's upload form. The signed text is the form's policy in Base64, as it was sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Form fields</a>
 */
public final class SignedPostForm {
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String POLICY = "policy";
    private static final String V2_ACCESS_KEY = "AWSAccessKeyId";
    private static final String V2_SIGNATURE = "signature";
    private static final List<String> CREDENTIALS = List.of(SIGNATURE, CREDENTIAL, ALGORITHM, DATE);

    private SignedPostForm() {}

    /**
     * Reads a form. Empty for an anonymous form, which has neither credentials nor a policy.
     *
     * @throws AuthenticationException if it cannot be a valid claim for {@code region}
     */
    public static Optional<SignedText> parse(Map<String, String> fields, Optional<String> region) {
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
            throw AuthenticationErrors.invalidArgument("Only AWS4-HMAC-SHA256 is supported", ALGORITHM, algorithm);
        }
        String date = required(fields, DATE);
        SigningTime time = SigningTime.parse(date)
                .orElseThrow(() -> AuthenticationErrors.invalidArgument(
                        "X-Amz-Date must be formatted via ISO8601 Long format", DATE, date));
        CredentialScope scope = CredentialScope.parse(credential, region, SignedPostForm::malformedCredential);
        if (!scope.date().equals(time.date())) {
            throw malformedCredential(AuthenticationErrors.otherDay(scope, time).getMessage(), Map.of());
        }
        return Optional.of(new SignedText(
                scope, List.of(SignedTextEncodings.utf8BytesAsText(policy)), signature, Optional.empty()));
    }

    /** Whether a form is signed by Version 2; {@link AuthenticationException} if by Version 4 too. */
    public static boolean isVersion2(Map<String, String> fields) {
        boolean version2 = fields.containsKey(key(V2_SIGNATURE)) || fields.containsKey(key(V2_ACCESS_KEY));
        if (version2 && CREDENTIALS.stream().anyMatch(name -> fields.containsKey(key(name)))) {
            throw AuthenticationErrors.severalMechanisms("");
        }
        return version2;
    }

    /**
     * Reads the credentials of a form signed by Version 2.
     *
     * @throws AuthenticationException if something is missing
     */
    public static V2Credentials parseVersion2(Map<String, String> fields) {
        required(fields, POLICY);
        return new V2Credentials(required(fields, V2_ACCESS_KEY), required(fields, V2_SIGNATURE), "");
    }

    /** The text that Version 2 signs. */
    public static List<String> policy(Map<String, String> fields) {
        return List.of(SignedTextEncodings.utf8BytesAsText(required(fields, POLICY)));
    }

    /** The refusal of a malformed credential. In a form, S3 reports it like a fault of any other field. */
    private static AuthenticationException malformedCredential(String detail, Map<String, String> details) {
        return new AuthenticationException(Reason.INVALID_ARGUMENT, detail, details);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(key(name));
        if (value == null) {
            throw AuthenticationErrors.invalidArgument(
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
