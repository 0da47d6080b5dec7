package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.domain.security.ServiceAuthenticator;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may use the admin API: who sends {@code admin.token}, and the root of the first account, who signs requests by
 * Signature Version 4 for the service {@code admin}. The roots of other accounts are no operators. A signature for S3 does
 * not count here, nor one from here for S3.
 */
public final class AdminAccess {
    /** The service that a signature has to name. */
    static final String SERVICE = "admin";

    /** The name of a scheme is not case-sensitive. */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    private static final String SIGNED = "AWS4-HMAC-SHA256 ";

    /** No operation reads a body. */
    private static final byte[] NO_BODY = {};

    private final Optional<String> token;
    private final Optional<ServiceAuthenticator> signatures;

    /**
     * Makes the rules.
     *
     * @param token may be empty; then none counts
     * @param signatures empty if signatures do not count
     */
    public AdminAccess(String token, Optional<ServiceAuthenticator> signatures) {
        this.token = Optional.of(token).filter(it -> !it.isEmpty());
        this.signatures = signatures;
    }

    /** Whether the request may use the admin API. */
    public boolean allows(AdminRequest request) {
        return refusal(request).isEmpty();
    }

    /** Whether the request carries a token that is not the right one. */
    public boolean isWrongIn(AdminRequest request) {
        return token.isPresent() && request.authorization().isPresent() && !allows(request);
    }

    /** Wraps an operation so that it refuses requests that may not use the admin API. */
    AdminRoutes.Operation guard(AdminRoutes.Operation operation) {
        return request -> refusal(request).orElseGet(() -> operation.answer(request));
    }

    private Optional<AdminResponse> refusal(AdminRequest request) {
        String authorization = request.authorization().orElse("");
        if (hasToken(authorization)) {
            return Optional.empty();
        }
        if (signatures.isPresent() && authorization.startsWith(SIGNED)) {
            return refusalOfSigner(signatures.get(), request);
        }
        return Optional.of(
                token.isEmpty() && signatures.isEmpty()
                        ? AdminResponse.refusal(403, "the admin API is off: set admin.token")
                        : unauthorized());
    }

    private boolean hasToken(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return token.isPresent()
                && bearer.matches()
                && MessageDigest.isEqual(
                        bearer.group(1).getBytes(UTF_8), token.get().getBytes(UTF_8));
    }

    private static Optional<AdminResponse> refusalOfSigner(ServiceAuthenticator signatures, AdminRequest request) {
        try {
            Identity signer = signatures.authenticate(request.head(), NO_BODY, SERVICE);
            return signer instanceof Identity.Known known
                            && known.holder() instanceof KeyHolder.Root
                            && known.account().equals(Account.FIRST)
                    ? Optional.empty()
                    : Optional.of(AdminResponse.refusal(
                            403, "this access key is not root's: sign as root, or send the admin.token"));
        } catch (AuthenticationException e) {
            return Optional.of(AdminResponse.refusal(401, e.getMessage()));
        }
    }

    public static AdminResponse unauthorized() {
        return AdminResponse.refusal(
                        401,
                        "send the header Authorization: Bearer and the admin.token, or sign as root for the service "
                                + SERVICE)
                .with("www-authenticate", "Bearer realm=\"geckos3 admin\"");
    }
}
