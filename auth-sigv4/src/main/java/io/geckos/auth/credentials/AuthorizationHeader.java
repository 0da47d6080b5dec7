package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the claim of an {@code Authorization} header, finding faults in the order in which S3 finds them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">Header</a>
 */
public final class AuthorizationHeader {
    private static final String SCHEME = "AWS4-HMAC-SHA256";
    private static final String NAME = "Authorization";
    private static final Set<String> UNSUPPORTED = Set.of("AWS", "AWS4-ECDSA-P256-SHA256");
    private static final Set<String> COMPONENTS = Set.of("Credential", "SignedHeaders", "Signature");

    private AuthorizationHeader() {}

    /**
     * Parses the header of a request to S3.
     *
     * @throws AuthenticationException if it cannot be a valid claim for {@code region} now
     */
    public static SignatureClaim parse(
            String value, SignedRequestHeaders headers, Optional<String> region, Instant now) {
        String components = withoutScheme(value);
        String payload = headers.single(ContentSha256.HEADER)
                .orElseThrow(() -> new AuthenticationException(
                        Reason.INVALID_REQUEST, "Missing required header for this request: " + ContentSha256.HEADER));
        ContentSha256.parse(payload);
        return claim(components, headers, new Expected(CredentialScope.S3, region, payload), now);
    }

    /**
     * Parses the header of a request to another service than S3, which may name any region.
     *
     * @param payload the hash of the body
     * @throws AuthenticationException if it cannot be a valid claim for {@code service} now
     */
    public static SignatureClaim parseForService(
            String value, SignedRequestHeaders headers, String service, String payload, Instant now) {
        return claim(withoutScheme(value), headers, new Expected(service, Optional.empty(), payload), now);
    }

    /** What a claim must be for, and the last line of its canonical request. */
    private record Expected(String service, Optional<String> region, String payload) {}

    private static SignatureClaim claim(
            String components, SignedRequestHeaders headers, Expected expected, Instant now) {
        SigningTime time = time(headers, now);
        Map<String, String> parts = split(components);
        CredentialScope scope = CredentialScope.parse(
                parts.getOrDefault("Credential", ""),
                expected.service(),
                expected.region(),
                AuthorizationHeader::malformed);
        if (!scope.date().equals(time.date())) {
            throw malformed(
                    "Invalid credential date \"" + scope.date() + "\". This date is not the same as X-Amz-Date: \""
                            + time.date() + "\".",
                    Map.of());
        }
        Set<String> signed = SignedHeaderNames.parse(parts.getOrDefault("SignedHeaders", ""))
                .orElseThrow(() -> malformed("the authorization component \"SignedHeaders\" is malformed.", Map.of()));
        headers.requireSigned(signed);
        return new SignatureClaim(scope, time, signed, expected.payload(), parts.getOrDefault("Signature", ""));
    }

    private static String withoutScheme(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            throw AuthenticationErrors.invalidArgument(
                    "Authorization header is invalid -- one and only one ' ' (space) required", NAME, value);
        }
        String scheme = value.substring(0, space).toUpperCase(Locale.ROOT);
        if (UNSUPPORTED.contains(scheme)) {
            throw AuthenticationErrors.unsupportedMechanism();
        }
        if (!scheme.equals(SCHEME)) {
            throw AuthenticationErrors.invalidArgument("Unsupported Authorization Type", NAME, value);
        }
        return value.substring(space + 1);
    }

    private static SigningTime time(SignedRequestHeaders headers, Instant now) {
        Optional<String> amzDate = headers.single("x-amz-date");
        Optional<String> date = headers.single("date");
        SigningTime time = amzDate.isPresent()
                ? SigningTime.parse(amzDate.get()).orElseThrow(AuthenticationErrors::noDate)
                : date.flatMap(SigningTime::parseDateHeader).orElseThrow(AuthenticationErrors::noDate);
        time.requireNear(now, time.signed());
        return time;
    }

    /** Splits {@code Credential=…, SignedHeaders=…, Signature=…}; blanks after the commas are optional. */
    private static Map<String, String> split(String components) {
        Map<String, String> parts = new HashMap<>();
        for (String component : components.split(",", -1)) {
            String stripped = component.strip();
            int equals = stripped.indexOf('=');
            String name = equals < 0 ? stripped : stripped.substring(0, equals);
            if (equals < 0 || !COMPONENTS.contains(name) || parts.put(name, stripped.substring(equals + 1)) != null) {
                throw malformed("the authorization component \"" + stripped + "\" is malformed.", Map.of());
            }
        }
        if (!parts.keySet().equals(COMPONENTS)) {
            throw malformed(
                    "the authorization header requires three components: Credential, SignedHeaders, and Signature.",
                    Map.of());
        }
        return parts;
    }

    private static AuthenticationException malformed(String detail, Map<String, String> details) {
        return new AuthenticationException(
                Reason.HEADER_MALFORMED, "The authorization header is malformed; " + detail, details);
    }
}
