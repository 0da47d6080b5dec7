package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import java.util.Map;
import java.util.Optional;

/**
 * The access key of a signature, with the day, the region and the service for which it is valid:
 * {@code <access key>/<yyyyMMdd>/<region>/s3/aws4_request}.
 *
 * @param date as in the credential, eight digits
 */
public record CredentialScope(String accessKeyId, String date, String region, String service) {
    /** The name of the service of S3. */
    public static final String S3 = "s3";

    private static final int MAX_REGION_LENGTH = 64;

    /** A scope for S3. */
    public CredentialScope(String accessKeyId, String date, String region) {
        this(accessKeyId, date, region, S3);
    }

    /** Makes the error for a malformed credential. Headers, queries and forms have different ones. */
    @FunctionalInterface
    public interface ErrorFactory {
        AuthenticationException of(String detail, Map<String, String> details);

        default AuthenticationException of(String detail) {
            return of(detail, Map.of());
        }
    }

    /** Parses a credential for S3, like {@link #parse(String, String, Optional, ErrorFactory)}. */
    public static CredentialScope parse(String credential, Optional<String> expectedRegion, ErrorFactory errors) {
        return parse(credential, S3, expectedRegion, errors);
    }

    /**
     * Parses a credential.
     *
     * @param service the only service allowed
     * @param expectedRegion the only region allowed; empty allows any
     * @param errors makes the exception for a malformed credential
     */
    public static CredentialScope parse(
            String credential, String service, Optional<String> expectedRegion, ErrorFactory errors) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || parts[0].isEmpty()) {
            throw errors.of("the Credential is mal-formed; expecting"
                    + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        CredentialScope scope = new CredentialScope(parts[0], parts[1], parts[2], service);
        if (!isDate(scope.date)) {
            throw errors.of("incorrect date format \"" + scope.date
                    + "\". This date in the credential must be in the format \"yyyyMMdd\".");
        }
        if (!isRegion(scope.region)) {
            throw errors.of("a valid region must be provided in the credential.");
        }
        if (expectedRegion.isPresent() && !expectedRegion.get().equals(scope.region)) {
            throw errors.of(
                    "the region '" + scope.region + "' is wrong; expecting '" + expectedRegion.get() + "'",
                    Map.of("Region", expectedRegion.get()));
        }
        if (!parts[3].equals(service)) {
            throw errors.of("incorrect service \"" + parts[3] + "\". This endpoint belongs to \"" + service + "\".");
        }
        if (!parts[4].equals("aws4_request")) {
            throw errors.of("incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".");
        }
        return scope;
    }

    private static boolean isDate(String text) {
        return SigningTime.parse(text + "T000000Z").isPresent();
    }

    /** Unlike AWS, an empty one is taken: some clients of servers without regions sign so. */
    private static boolean isRegion(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return text.length() <= MAX_REGION_LENGTH;
    }

    /** The scope as it is signed, without the access key. */
    public String scopeText() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
