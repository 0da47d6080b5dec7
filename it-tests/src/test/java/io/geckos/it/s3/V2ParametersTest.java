package io.geckos.it.s3;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.S3PolicyChecker;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Version 2 signs few parameters: whoever was handed a URL must not make it mean another operation by adding others. */
class V2ParametersTest {
    private static final Principal OWNER = new Principal("owner", "owner");

    private final RecordingStorage storage = new RecordingStorage();
    private final S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
    private final S3Service service = new S3Service(
            S3Settings.of(OWNER),
            new SignatureAuthenticator(
                    id -> Optional.of(new Credential(OWNER, S3RequestSigner.ID, S3RequestSigner.SECRET))
                            .filter(known -> known.accessKeyId().equals(id)),
                    Optional.empty(),
                    SignatureV2Policy.ALL,
                    Clock.systemUTC()),
            _ -> Decision.ALLOWED,
            new S3PolicyChecker(),
            storage);

    @Test
    void parametersAddedToAUrlDoNotMakeItAnotherOperation() {
        assertAll(Stream.of(S3Action.values())
                .flatMap(action -> action.routes().stream())
                .filter(route -> !route.query().isEmpty() && !route.query().contains("list-type"))
                .map(route -> () -> {
                    Wire wire = new Wire(route.method(), path(route), "");
                    signer.presignByVersion2(wire);
                    route.query().forEach(wire::query);
                    assertEquals(403, service.handle(wire.with("")).status(), route::toString);
                    assertEquals(List.of(), storage.takeCalls(), route::toString);
                }));
    }

    @Test
    void headersAddedToTheQueryOfASignedRequestAreRefused() {
        Wire wire = new Wire("PUT", "/bucket/key", "");
        signer.signByVersion2(wire);
        S3Response response = service.handle(wire.query("x-amz-acl=public-read").with("a"));
        assertEquals(Optional.of("AccessDenied"), response.facts().errorCode());
        assertEquals(List.of(), storage.takeCalls());
    }

    @Test
    void whatS3IgnoresMayBeAddedToAUrlForReading() {
        Wire wire = new Wire("GET", "/bucket/key", "");
        signer.presignByVersion2(wire);
        assertEquals(List.of(), storage.takeCalls());
        service.handle(wire.query("utm_source=mail").with(""));
        assertEquals(1, storage.takeCalls().size());
    }

    /** As boto3 presigns list_objects_v2. */
    @Test
    void listingsOfTheSecondVersionAreServed() {
        Wire wire = new Wire("GET", "/bucket", "list-type=2&prefix=a");
        signer.presignByVersion2(wire);
        service.handle(wire.with(""));
        assertEquals(1, storage.takeCalls().size());
    }

    private static String path(Route route) {
        return switch (route.scope()) {
            case SERVICE -> "/";
            case BUCKET -> "/bucket";
            case OBJECT -> "/bucket/key";
        };
    }
}
