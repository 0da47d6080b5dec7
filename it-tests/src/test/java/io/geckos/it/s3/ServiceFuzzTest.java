package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.geckos.access.S3PolicyChecker;
import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.it.s3.HttpShots.Shot;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Requests that no client would send: whatever comes, there is an answer, soon, and it is never an internal error. */
class ServiceFuzzTest {
    private static final Principal OWNER = new Principal("owner", "owner");

    /** How a request is signed. */
    enum Signing {
        NOT,
        HEADER,
        STREAM,
        TRAILER,
        QUERY
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void signedRequestsNeverFailInside(@ForAll(supplier = HttpShots.class) Shot shot, @ForAll Signing signing) {
        Credential credential = new Credential(OWNER, S3RequestSigner.ID, S3RequestSigner.SECRET);
        fire(
                new SignatureAuthenticator(
                        id -> Optional.of(credential)
                                .filter(known -> known.accessKeyId().equals(id)),
                        Optional.empty(),
                        SignatureV2Policy.ALL,
                        Clock.systemUTC()),
                request(shot, signing));
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void openServersNeverFailInside(@ForAll(supplier = HttpShots.class) Shot shot, @ForAll Signing signing) {
        fire(new AnonymousAuthenticator(), request(shot, signing));
    }

    private static void fire(Authenticator authenticator, S3Request request) {
        boolean open = authenticator instanceof AnonymousAuthenticator;
        try (Storage storage = new MemoryStorage()) {
            TestBucket.create(storage.buckets(), new BucketName("bucket"));
            S3Service service = new S3Service(
                    S3Settings.builder(OWNER)
                            .baseDomains(List.of("s3.test"))
                            .corsOrigins(List.of("*"))
                            .build(),
                    authenticator,
                    asked -> open || asked.identity() instanceof Identity.Known ? Decision.ALLOWED : Decision.DENIED,
                    new S3PolicyChecker(),
                    storage);
            S3Response response = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                S3Response answer = service.handle(request);
                send(answer);
                return answer;
            });
            assertNotEquals(500, response.status());
        }
    }

    private static void send(S3Response response) throws IOException {
        switch (response.body()) {
            case S3Response.Body.Streamed(S3Response.Writer writer) -> writer.writeTo(OutputStream.nullOutputStream());
            case S3Response.Body.Stored stored -> {
                try (var object = stored.object()) {
                    object.transferTo(stored.span(), Channels.newChannel(OutputStream.nullOutputStream()));
                }
            }
            default -> {}
        }
    }

    private static S3Request request(Shot shot, Signing signing) {
        Wire wire = new Wire(shot.method(), shot.path(), shot.query());
        shot.headers().forEach(wire::header);
        S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
        byte[] body = shot.body().getBytes(ISO_8859_1);
        return switch (signing) {
            case NOT -> wire.with(body);
            case HEADER -> {
                signer.sign(wire, "UNSIGNED-PAYLOAD");
                yield wire.with(body);
            }
            case STREAM -> {
                wire.header("x-amz-decoded-content-length", String.valueOf(body.length));
                String seed = signer.sign(wire, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
                yield wire.with(signer.chunks(seed, body));
            }
            case TRAILER -> {
                signer.sign(wire, "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
                yield wire.with(body);
            }
            case QUERY -> {
                signer.presign(wire, "UNSIGNED-PAYLOAD");
                yield wire.with(body);
            }
        };
    }
}
