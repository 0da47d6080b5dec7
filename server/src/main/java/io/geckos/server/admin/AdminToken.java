package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the token of the admin API: a request may use the API if it carries {@code admin.token}. */
public final class AdminToken {
    /** The name of a scheme is not case-sensitive. */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    private final Optional<String> token;

    public AdminToken(String token) {
        this.token = Optional.of(token).filter(it -> !it.isEmpty());
    }

    /** Whether the request carries the token. */
    public boolean isIn(AdminRequest request) {
        return token.isPresent()
                && request.authorization().filter(this::isRight).isPresent();
    }

    /** Whether the request carries credentials that are not the token. */
    public boolean isWrongIn(AdminRequest request) {
        return token.isPresent() && request.authorization().isPresent() && !isIn(request);
    }

    private boolean isRight(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches()
                && MessageDigest.isEqual(
                        bearer.group(1).getBytes(UTF_8), token.orElseThrow().getBytes(UTF_8));
    }

    /** Wraps an operation so that it refuses requests without the token. */
    AdminRoutes.Operation guard(AdminRoutes.Operation operation) {
        return request -> {
            if (token.isEmpty()) {
                return AdminResponse.refusal(403, "the admin API is off: set admin.token");
            }
            return isIn(request) ? operation.answer(request) : unauthorized();
        };
    }

    public static AdminResponse unauthorized() {
        return AdminResponse.refusal(401, "send the header Authorization: Bearer and the admin.token")
                .with("www-authenticate", "Bearer realm=\"geckos3 admin\"");
    }
}
