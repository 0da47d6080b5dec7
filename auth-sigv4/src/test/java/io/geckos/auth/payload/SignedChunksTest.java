package io.geckos.auth.payload;

import static io.geckos.auth.testkit.RefusalAssert.mismatch;
import static io.geckos.auth.testkit.RefusalAssert.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import io.geckos.domain.security.Authenticator.Authentication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads in signed chunks, with and without a signed trailer. */
class SignedChunksTest {
    private static final String PAYLOAD = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String DATA = "a".repeat(8192) + "b".repeat(8192) + "c".repeat(100);

    private final TestSigner signer = new TestSigner();

    private TestRequest request(String type, int decodedLength) {
        return new TestRequest("PUT", "/bucket/key", "")
                .header("host", "s3.example.com")
                .header("content-encoding", "aws-chunked")
                .header("x-amz-content-sha256", type)
                .header("x-amz-decoded-content-length", String.valueOf(decodedLength));
    }

    private TestRequest signed() {
        TestRequest request = signer.sign(request(PAYLOAD, DATA.length()));
        return request.body(signer.chain(request).chunks(DATA, 8192) + "\r\n");
    }

    private TestRequest withTrailer() {
        TestRequest request = signer.sign(
                request(PAYLOAD + "-TRAILER", DATA.length()).header("x-amz-trailer", "x-amz-checksum-crc32"));
        TestSigner.Chain chain = signer.chain(request);
        String trailer = "x-amz-checksum-crc32:AAAAAA==\n";
        return request.body(chain.chunks(DATA, 8192) + trailer.replace("\n", "\r\n") + chain.trailerSignature(trailer));
    }

    /** The body with {@code count} bytes from where {@code text} occurs for the {@code nth} time (from 0) changed. */
    private static TestRequest changed(TestRequest request, String text, int nth) {
        String body = new String(request.body, ISO_8859_1);
        int at = -1;
        for (int i = 0; i <= nth; i++) {
            at = body.indexOf(text, at + 1);
        }
        byte[] copy = request.body.clone();
        int changed = at + text.length();
        copy[changed] = (byte) (copy[changed] == '0' ? '1' : '0');
        request.body = copy;
        return request;
    }

    @Test
    void theRequestsTheyStartFromAreAccepted() throws IOException {
        assertArrayEquals(DATA.getBytes(ISO_8859_1), signed().accept(ExampleKeys.authenticator()));
        assertArrayEquals(DATA.getBytes(ISO_8859_1), withTrailer().accept(ExampleKeys.authenticator()));
    }

    @Test
    void theDecodedLengthIsTold() {
        assertEquals(
                DATA.length(),
                signed().authenticate(ExampleKeys.authenticator())
                        .payload()
                        .decodedLength()
                        .orElseThrow());
    }

    @Test
    void anEmptyPayload() throws IOException {
        TestRequest request = signer.sign(request(PAYLOAD, 0));
        request.body(signer.chain(request).last() + "\r\n");
        assertEquals(0, request.accept(ExampleKeys.authenticator()).length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aWrongSignatureOfAnyChunk(int chunk) {
        mismatch(Kind.CHUNK_SIGNATURE, changed(signed(), "chunk-signature=", chunk));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void changedDataOfAnyChunk(int chunk) {
        mismatch(Kind.CHUNK_SIGNATURE, changed(signed(), new String[] {"\r\n", "\r\nb", "\r\nc"}[chunk], 0));
    }

    @Test
    void chunksReordered() {
        TestRequest request = signed();
        String body = new String(request.body, ISO_8859_1);
        int second = body.indexOf("2000;", 1);
        int third = body.indexOf("64;chunk");
        request.body(body.substring(second, third) + body.substring(0, second) + body.substring(third));
        mismatch(Kind.CHUNK_SIGNATURE, request);
    }

    @Test
    void aChunkLeftOutOrRepeated() {
        TestRequest request = signed();
        String body = new String(request.body, ISO_8859_1);
        int second = body.indexOf("2000;", 1);
        int third = body.indexOf("64;chunk");
        mismatch(Kind.CHUNK_SIGNATURE, request.body(body.substring(second)));
        mismatch(Kind.CHUNK_SIGNATURE, request.body(body.substring(0, second) + body.substring(0, third)));
    }

    @Test
    void theFinalChunkMissing() {
        TestRequest request = signed();
        String body = new String(request.body, ISO_8859_1);
        mismatch(Kind.LENGTH, request.body(body.substring(0, body.lastIndexOf("0;chunk-signature="))));
    }

    @Test
    void theBodyCutOffAnywhere() {
        TestRequest whole = withTrailer();
        for (int length = 0; length < whole.body.length; length += length < 200 || length > 16_500 ? 1 : 97) {
            TestRequest cut = whole.copy();
            cut.body = Arrays.copyOf(whole.body, length);
            mismatch(Kind.LENGTH, cut);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, -8192, 100})
    void theDecodedLengthOff(int off) {
        TestRequest request = signer.sign(request(PAYLOAD, DATA.length() + off));
        request.body(signer.chain(request).chunks(DATA, 8192) + "\r\n");
        mismatch(Kind.LENGTH, request);
    }

    @Test
    void aSmallChunkThatIsNotTheLast() {
        TestRequest request = signer.sign(request(PAYLOAD, DATA.length()));
        mismatch(Kind.CHUNK_SIZE, request.body(signer.chain(request).chunks(DATA, 8191) + "\r\n"));
    }

    @Test
    void bytesAfterTheEnd() {
        TestRequest request = signed();
        mismatch(Kind.CHUNK_FRAMING, request.body(new String(request.body, ISO_8859_1) + "x"));
    }

    @Test
    void chunksThatFollowAnotherSeed() {
        TestRequest other = signer.sign(request(PAYLOAD, DATA.length()).header("x-amz-meta-a", "1"));
        mismatch(Kind.CHUNK_SIGNATURE, signed().body(signer.chain(other).chunks(DATA, 8192) + "\r\n"));
    }

    @Test
    void chunksWithoutSignatures() {
        TestRequest request = signed();
        request.body = TestSigner.unsignedChunks(DATA.getBytes(ISO_8859_1), 8192);
        mismatch(Kind.CHUNK_FRAMING, request);
    }

    @Test
    void aForgedTrailerSignature() {
        mismatch(Kind.TRAILER_SIGNATURE, changed(withTrailer(), "x-amz-trailer-signature:", 0));
        mismatch(Kind.TRAILER_SIGNATURE, changed(withTrailer(), "x-amz-checksum-crc32:", 0));
    }

    @Test
    void aTrailerWithoutItsSignature() {
        TestRequest request = withTrailer();
        String body = new String(request.body, ISO_8859_1);
        mismatch(
                Kind.TRAILER_FRAMING,
                request.body(body.substring(0, body.indexOf("x-amz-trailer-signature")) + "\r\n"));
    }

    @Test
    void aTrailerAnnouncedThatDoesNotFit() {
        TestRequest request = signer.sign(request(PAYLOAD, 0).header("x-amz-trailer", "x-amz-checksum-crc32"));
        mismatch(Kind.TRAILER_FRAMING, request.body(signer.chain(request).last() + "\r\n"));
    }

    @Test
    void aTrailerEndedByALineFeedOfItsOwnIsAccepted() throws IOException {
        TestRequest request = withTrailer();
        String body = new String(request.body, ISO_8859_1);
        request.body(body.replace("AAAAAA==\r\n", "AAAAAA==\n\r\n"));
        Authentication authentication = request.authenticate(ExampleKeys.authenticator());
        InputStream decoded = authentication.payload().decode(new ByteArrayInputStream(request.body));
        assertEquals(Map.of(), authentication.payload().trailers());
        assertEquals(DATA.length(), decoded.readAllBytes().length);
        assertEquals(
                Map.of("x-amz-checksum-crc32", "AAAAAA=="),
                authentication.payload().trailers());
    }

    @Test
    void theLastBytesAreWithheldUntilEverythingHeld() throws IOException {
        TestRequest request = changed(withTrailer(), "x-amz-trailer-signature:", 0);
        InputStream decoded = request.authenticate(ExampleKeys.authenticator())
                .payload()
                .decode(new ByteArrayInputStream(request.body));
        assertEquals(DATA.length() - 1, decoded.readNBytes(DATA.length() - 1).length);
        ContentMismatch first = assertThrows(ContentMismatch.class, decoded::read);
        assertEquals(first, assertThrows(ContentMismatch.class, () -> decoded.read(new byte[10])));
    }

    @Test
    void noChunkIsHandedOutWholeBeforeItsSignatureHeld() throws IOException {
        TestRequest request = changed(signed(), "chunk-signature=", 0);
        InputStream decoded = request.authenticate(ExampleKeys.authenticator())
                .payload()
                .decode(new ByteArrayInputStream(request.body));
        assertEquals(8191, decoded.readNBytes(8191).length);
        assertThrows(ContentMismatch.class, decoded::read);
    }

    @Test
    void signedChunksNeedASignedRequest() {
        refused(Reason.ACCESS_DENIED, signed().without("authorization"));
    }

    @Test
    void inAPresignedUrlTheyFollowItsSignature() throws IOException {
        TestRequest request = signer.presign(request(PAYLOAD, DATA.length()), "60");
        TestRequest seed = new TestRequest("", "", "").header("authorization", request.query);
        request.body(signer.chain(seed).chunks(DATA, 8192) + "\r\n");
        assertEquals(DATA.length(), request.accept(ExampleKeys.authenticator()).length);
        mismatch(Kind.CHUNK_SIGNATURE, changed(request, "chunk-signature=", 1));
    }

    @Test
    void whereNoCredentialsAreLookedAtTheFramingStillCounts() throws IOException {
        TestRequest forged = changed(signed(), "chunk-signature=", 1);
        assertEquals(DATA.length(), forged.accept(new AnonymousAuthenticator()).length);
        assertEquals(DATA.length(), withTrailer().accept(new AnonymousAuthenticator()).length);
        mismatch(Kind.CHUNK_FRAMING, signed().body("2000\r\n"), new AnonymousAuthenticator());
    }
}
