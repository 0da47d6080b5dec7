package io.geckos.auth.payload;

import static io.geckos.auth.testkit.RefusalAssert.mismatch;
import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads whose SHA-256 the client vouches for. */
class HashedPayloadTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};
    private static final String SHA256 = TestSigner.sha256(BODY);

    private static TestRequest request(String sha256) {
        TestRequest request = new TestRequest("PUT", "/bucket/key", "")
                .header("host", "s3.example.com")
                .header("x-amz-content-sha256", sha256);
        request.body = BODY.clone();
        return new TestSigner().sign(request);
    }

    private static InputStream decoded(TestRequest request) {
        return request.authenticate(ExampleKeys.authenticator())
                .payload()
                .decode(new ByteArrayInputStream(request.body));
    }

    @Test
    void theRightHash() throws IOException {
        assertArrayEquals(BODY, request(SHA256).accept(ExampleKeys.authenticator()));
        assertArrayEquals(BODY, request(SHA256.toUpperCase(Locale.ROOT)).accept(ExampleKeys.authenticator()));
        assertArrayEquals(BODY, request(SHA256).header("content-length", "5").accept(ExampleKeys.authenticator()));
        assertEquals(
                OptionalLong.empty(),
                request(SHA256)
                        .authenticate(ExampleKeys.authenticator())
                        .payload()
                        .decodedLength());
    }

    @Test
    void theWrongHash() {
        mismatch(Kind.PAYLOAD_SHA256, request(ExampleKeys.NOTHING_SHA256));
        mismatch(Kind.PAYLOAD_SHA256, request(SHA256).body(""));
        mismatch(
                Kind.PAYLOAD_SHA256,
                request(SHA256).header("content-length", "5").body("12345"));
    }

    @Test
    void theHashesThatDifferAreTold() {
        InputStream decoded = decoded(request(ExampleKeys.NOTHING_SHA256));
        ContentMismatch mismatch = assertThrows(ContentMismatch.class, decoded::readAllBytes);
        assertEquals(Optional.of(new ContentMismatch.Digests(ExampleKeys.NOTHING_SHA256, SHA256)), mismatch.digests());
    }

    private static TestRequest request(String method, String sha256, String name, String value) {
        return new TestSigner()
                .sign(new TestRequest(method, "/bucket/key", "")
                        .header("host", "s3.example.com")
                        .header("x-amz-content-sha256", sha256)
                        .header(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "PUT", "POST"})
    void aWrongHashOfABodyThatDoesNotComeIsFoundOutWhoeverReadsIt(String method) throws IOException {
        mismatch(Kind.PAYLOAD_SHA256, request(method, SHA256, "content-length", "0"));
        String nothing = ExampleKeys.NOTHING_SHA256.toUpperCase(Locale.ROOT);
        assertEquals(0, request(method, nothing, "content-length", "0").accept(ExampleKeys.authenticator()).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void theseHaveNoBodyUnlessTheySaySo(String method) {
        assertThrows(
                ContentMismatch.class,
                () -> request(method, SHA256, "range", "bytes=0-").authenticate(ExampleKeys.authenticator()));
        request(method, SHA256, "content-length", "5").authenticate(ExampleKeys.authenticator());
        request(method, SHA256, "transfer-encoding", "chunked").authenticate(ExampleKeys.authenticator());
    }

    @Test
    void theHashOfNothingDoesNotHoldForSomethingOnASecondTry() {
        InputStream decoded = decoded(request(ExampleKeys.NOTHING_SHA256));
        assertThrows(ContentMismatch.class, decoded::readAllBytes);
        assertThrows(ContentMismatch.class, decoded::read);
        assertThrows(ContentMismatch.class, () -> decoded.read(new byte[8]));
    }

    @Test
    void whereTheLengthIsKnownTheLastByteIsWithheldUntilTheHashHeld() throws IOException {
        InputStream decoded = decoded(request(ExampleKeys.NOTHING_SHA256).header("content-length", "5"));
        assertEquals(4, decoded.readNBytes(4).length);
        assertThrows(ContentMismatch.class, decoded::read);
    }

    @Test
    void moreThanTheLength() {
        mismatch(Kind.LENGTH, request(SHA256).header("content-length", "4"));
    }

    @Test
    void anonymousRequestsAreVerifiedToo() throws IOException {
        for (Authenticator authenticator :
                new Authenticator[] {ExampleKeys.authenticator(), new AnonymousAuthenticator()}) {
            assertArrayEquals(BODY, request(SHA256).without("authorization").accept(authenticator));
            mismatch(Kind.PAYLOAD_SHA256, request(ExampleKeys.NOTHING_SHA256).without("authorization"), authenticator);
            refused(Reason.INVALID_ARGUMENT, request("abc").without("authorization"), authenticator);
        }
    }

    @Test
    void aFailingWireIsNotReadAgain() throws IOException {
        InputStream failing = new InputStream() {
            private boolean failed;

            @Override
            public int read() throws IOException {
                if (failed) {
                    return -1;
                }
                failed = true;
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        InputStream decoded = request(ExampleKeys.NOTHING_SHA256)
                .authenticate(ExampleKeys.authenticator())
                .payload()
                .decode(failing);
        assertEquals(0, decoded.read(new byte[0]));
        assertThrows(IOException.class, decoded::read);
        assertThrows(IOException.class, decoded::read);
    }
}
