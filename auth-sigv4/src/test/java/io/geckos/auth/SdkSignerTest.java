package io.geckos.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.SdkSigner;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What AWS's own signer signs is accepted; the same with anything changed is not. */
class SdkSignerTest {
    private static final int ROUNDS = 1_000;

    private final Random random = new Random(4);
    private final SdkSigner client = new SdkSigner(random);
    private final SignatureAuthenticator authenticator = ExampleKeys.authenticator();

    @ParameterizedTest
    @EnumSource
    void requestsAreAcceptedAndTheirMutantsRefused(SdkSigner.Mode mode) throws IOException {
        Map<String, Integer> mutations = new TreeMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = client.body();
            TestRequest request = client.request(mode, body);
            accepted(mode, request, body);
            TestRequest mutant = request.copy();
            String mutation = mutate(mutant, mode.coversBody());
            mutations.merge(mutation, 1, Integer::sum);
            refused(mutation, mutant);
        }
        assertTrue(mutations.size() > 7, mutations::toString);
    }

    private void accepted(SdkSigner.Mode mode, TestRequest request, byte[] body) throws IOException {
        Authentication authentication = request.authenticate(authenticator);
        assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), authentication.identity());
        byte[] decoded = authentication
                .payload()
                .decode(new ByteArrayInputStream(request.body))
                .readAllBytes();
        assertArrayEquals(body, decoded);
        boolean framed = request.header("x-amz-content-sha256").startsWith("STREAMING-");
        assertEquals(mode.name().contains("CHUNKS"), framed);
        assertEquals(
                request.headers.containsKey("x-amz-trailer"),
                !authentication.payload().trailers().isEmpty());
    }

    private void refused(String mutation, TestRequest mutant) {
        RuntimeException refusal = assertThrows(
                RuntimeException.class,
                () -> mutant.accept(authenticator),
                () -> mutation + ": " + mutant.method + " " + mutant.path + "?" + mutant.query + " " + mutant.headers);
        assertTrue(refusal instanceof AuthenticationException || refusal instanceof ContentMismatch, mutation);
    }

    /** Changes one thing, and says what. */
    private String mutate(TestRequest request, boolean body) {
        return switch (random.nextInt(body ? 9 : 8)) {
            case 0 -> {
                request.method = request.method.equals("PUT") ? "DELETE" : "PUT";
                yield "method";
            }
            case 1 -> {
                request.path = insertedInto(request.path, "/bucket/".length());
                yield "path longer";
            }
            case 2 -> {
                int last = request.path.lastIndexOf('/');
                request.path = request.path.substring(0, last) + "%2F" + request.path.substring(last + 1);
                yield "slash encoded";
            }
            case 3 -> {
                request.query = request.query.isEmpty() ? "delete" : request.query + "&delete";
                yield "query longer";
            }
            case 4 -> {
                request.query = request.query.isEmpty()
                        ? "a=b"
                        : request.query.substring(request.query.indexOf('&') + 1) + "&a=b";
                yield "query other";
            }
            case 5 -> {
                String name = signedHeader(request);
                request.header(name, request.header(name) + "x");
                yield "header changed";
            }
            case 6 -> {
                request.without(signedHeader(request));
                yield "header removed";
            }
            case 7 -> {
                request.header("x-amz-" + random.nextInt(), "1");
                yield "header added";
            }
            default -> {
                request.body = mutated(request.body);
                yield "body";
            }
        };
    }

    /** Puts a letter where it is not inside an escape. */
    private String insertedInto(String path, int from) {
        List<Integer> places = new ArrayList<>();
        for (int i = from; i <= path.length(); i++) {
            boolean inEscape = path.startsWith("%", i - 1) || path.startsWith("%", i - 2);
            if (!inEscape) {
                places.add(i);
            }
        }
        int at = places.get(random.nextInt(places.size()));
        return path.substring(0, at) + "a" + path.substring(at);
    }

    private String signedHeader(TestRequest request) {
        List<String> names = request.headers.keySet().stream()
                .filter(name -> name.startsWith("x-amz-") || name.equals("host"))
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    private byte[] mutated(byte[] body) {
        if (body.length == 0) {
            return new byte[1];
        }
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(5));
        return body;
    }
}
