package io.geckos.it.s3;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.S3PolicyChecker;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request that means an operation, with every kind of credentials: nothing is done for credentials that do not
 * hold, and nothing without asking the policy.
 */
class CredentialMatrixTest {
    private static final Principal OWNER = new Principal("owner", "owner");

    private final RecordingStorage storage = new RecordingStorage();
    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();

    /** With a policy that lets anybody do anything, only what does not hold can be refused. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void credentialsThatDoNotHoldReachNothing(SignedRequestFactory credentials) {
        S3Service service = service(_ -> Decision.ALLOWED);
        S3RequestSigner forger = new S3RequestSigner("not-the-secret", Instant.now());
        everyRoute((action, route) -> {
            if (credentials.isForm() && action != S3Action.POST_OBJECT) {
                return;
            }
            S3Response response = service.handle(credentials.on(route, forger));
            assertEquals(List.of(), storage.takeCalls());
            assertEquals(403, response.status());
            assertEquals(Optional.of("SignatureDoesNotMatch"), response.facts().errorCode());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "FORM", "V2_FORM"})
    void whoSignsNothingReachesNothing(SignedRequestFactory credentials) {
        S3Service service = service(CredentialMatrixTest::known);
        S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
        everyRoute((action, route) -> {
            if (credentials.isForm() && action == S3Action.POST_OBJECT) {
                return;
            }
            S3Response response = service.handle(credentials.on(route, signer));
            assertEquals(List.of(), storage.takeCalls());
            assertTrue(response.status() >= 400 && response.status() != 500, "status " + response.status());
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsDoneThatThePolicyWasNotAskedFor(SignedRequestFactory credentials) {
        S3Service service = service(request -> {
            asked.addAll(request.actions());
            questions.incrementAndGet();
            return known(request);
        });
        S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
        Set<S3Action> reached = new TreeSet<>();
        everyRoute((action, route) -> {
            asked.clear();
            questions.set(0);
            S3Response response = service.handle(credentials.on(route, signer));
            assertNotEquals(500, response.status());
            if (!storage.takeCalls().isEmpty()) {
                assertTrue(questions.get() > 0, "nothing was asked");
                assertTrue(
                        asked.containsAll(action.permissions(false)) || asked.containsAll(action.permissions(true)),
                        "asked for " + asked);
                reached.add(action);
            }
        });
        Set<S3Action> expected = credentials.worksForEveryOperation()
                ? Set.of(S3Action.PUT_OBJECT, S3Action.GET_OBJECT, S3Action.LIST_BUCKETS, S3Action.UPLOAD_PART)
                : credentials.isForm() ? Set.of(S3Action.POST_OBJECT) : Set.of();
        assertTrue(reached.containsAll(expected), "reached " + reached);
        assertTrue(credentials.worksForEveryOperation() || reached.equals(expected), "reached " + reached);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED_STREAM", "HEADER"})
    void aBodyThatWasChangedOnItsWayIsNotStored(SignedRequestFactory credentials) {
        S3Service service = service(CredentialMatrixTest::known);
        S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
        everyRoute((action, route) -> {
            S3Request request = credentials.on(route, signer);
            service.handle(request.withBody(new Changed(request.body())));
            assertTrue(storage.takeCalls().stream().noneMatch(call -> call.endsWith(RecordingStorage.RECEIVED)));
        });
    }

    /** A body with other data in the same frame. */
    private static final class Changed extends FilterInputStream {
        Changed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            for (int i = offset; i < offset + count; i++) {
                bytes[i] = bytes[i] == 'x' ? (byte) 'y' : bytes[i];
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read == 'x' ? 'y' : read;
        }
    }

    private static Decision known(AccessRequest request) {
        return request.identity() instanceof Identity.Known ? Decision.ALLOWED : Decision.DENIED;
    }

    private S3Service service(AccessPolicy policy) {
        Credential credential = new Credential(OWNER, S3RequestSigner.ID, S3RequestSigner.SECRET);
        return new S3Service(
                S3Settings.of(OWNER),
                new SignatureAuthenticator(
                        id -> Optional.of(credential)
                                .filter(known -> known.accessKeyId().equals(id)),
                        Optional.empty(),
                        SignatureV2Policy.ALL,
                        Clock.systemUTC()),
                policy,
                new S3PolicyChecker(),
                storage);
    }

    /** Checks every route there is, and tells of all that fail. */
    private static void everyRoute(BiConsumer<S3Action, Route> check) {
        Stream<Executable> checks = Stream.of(S3Action.values())
                .filter(action -> action != S3Action.PREFLIGHT)
                .flatMap(action -> action.routes().stream().map(route -> () -> {
                    try {
                        check.accept(action, route);
                    } catch (AssertionError e) {
                        throw new AssertionError(action + " by " + route + ": " + e.getMessage(), e);
                    }
                }));
        assertAll(checks);
    }
}
