package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The headers of one request, by lower-case name. */
public record SignedRequestHeaders(Map<String, List<String>> values) {
    /** The only value of {@code name}. Refuses a second one, because two programs could then read different values. */
    public Optional<String> single(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new AuthenticationException(
                    Reason.INVALID_REQUEST, "The " + name + " header must be given only once.");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst().strip());
    }

    /** Every item of a header that is a comma-separated list, in lower case. */
    public List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(item -> !item.isBlank())
                .map(item -> item.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Refuses a request if S3 obeys one of its headers and the signature does not cover that header. The signature must
     * always cover Host. It always covers the payload hash, which is a line of the canonical request.
     */
    public void requireSigned(Set<String> signed) {
        Set<String> missing = new TreeSet<>();
        if (!signed.contains("host")) {
            missing.add("host");
        }
        for (String name : values.keySet()) {
            if (mustBeSigned(name) && !signed.contains(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new AuthenticationException(
                    Reason.ACCESS_DENIED,
                    "There were headers present in the request which were not signed",
                    Map.of("HeadersNotSigned", String.join(", ", missing)));
        }
    }

    private static boolean mustBeSigned(String name) {
        return name.equals("content-md5") || (name.startsWith("x-amz-") && !name.equals(ContentSha256.HEADER));
    }
}
