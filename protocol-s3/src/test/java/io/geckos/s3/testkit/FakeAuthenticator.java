package io.geckos.s3.testkit;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Identity;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Takes the word of a request for who sent it: {@code Authorization: somebody}. {@code other} is the root of another account
 * than everybody else. {@code forged} is found out, and so is any signature of a form but {@code valid}.
 */
public final class FakeAuthenticator implements Authenticator {
    public static final Principal OWNER = new Principal("0123456789ab", "owner");

    /** The number of the account of {@code other}. */
    public static final String OTHER_NUMBER = "123456789012";

    /** The account of {@code other}. */
    public static final Principal OTHER = Account.further(OTHER_NUMBER, "other").owner();

    private int calls;

    /** How many requests were looked at. */
    public int calls() {
        return calls;
    }

    @Override
    public Authentication authenticate(SignedRequest request) {
        calls++;
        List<String> authorization = request.headers().getOrDefault("authorization", List.of());
        if (authorization.isEmpty()) {
            return new Authentication(Identity.ANONYMOUS, new PlainPayload(trailers(request)));
        }
        if (authorization.getFirst().equals("forged")) {
            throw new AuthenticationException(AuthenticationException.Reason.SIGNATURE_MISMATCH, "forged");
        }
        String name = authorization.getFirst();
        Identity identity = new Identity.Known(name.equals("other") ? OTHER : OWNER, name);
        return new Authentication(identity, new PlainPayload(trailers(request)));
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        return switch (fields.getOrDefault("x-amz-signature", "")) {
            case "" -> Identity.ANONYMOUS;
            case "valid" -> new Identity.Known(OWNER, "form");
            default ->
                throw new AuthenticationException(AuthenticationException.Reason.SIGNATURE_MISMATCH, "forged form");
        };
    }

    /** Trailers stand in a header of the tests' own. */
    private static Map<String, String> trailers(SignedRequest request) {
        List<String> trailer = request.headers().getOrDefault("fake-trailer", List.of());
        return trailer.isEmpty()
                ? Map.of()
                : Map.of(trailer.getFirst().split("=", 2)[0], trailer.getFirst().split("=", 2)[1]);
    }

    private record PlainPayload(Map<String, String> trailers) implements PayloadDecoder {
        @Override
        public OptionalLong decodedLength() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream decode(InputStream wire) {
            return wire;
        }
    }
}
