package io.geckos.auth.payload;

import static io.geckos.auth.testkit.RefusalAssert.mismatch;
import static io.geckos.auth.testkit.RefusalAssert.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads in unsigned chunks with a trailer, as today's clients send them. */
class UnsignedChunksTest {
    private static final String TRAILER = "x-amz-checksum-crc32:AAAAAA==\r\n\r\n";

    private final TestSigner signer = new TestSigner();

    private static TestRequest request(String decodedLength) {
        return new TestRequest("PUT", "/bucket/key", "")
                .header("host", "s3.example.com")
                .header("content-encoding", "aws-chunked")
                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("x-amz-decoded-content-length", decodedLength)
                .header("x-amz-trailer", "x-amz-checksum-crc32");
    }

    private TestRequest signed(String body) {
        return signer.sign(request("5")).body(body);
    }

    @Test
    void theTrailerIsToldOnceTheBodyHasEnded() throws IOException {
        TestRequest request = signed("5\r\nhello\r\n0\r\n" + TRAILER);
        Authentication authentication = request.authenticate(ExampleKeys.authenticator());
        assertEquals(5, authentication.payload().decodedLength().orElseThrow());
        InputStream decoded = authentication.payload().decode(new ByteArrayInputStream(request.body));
        assertEquals(Map.of(), authentication.payload().trailers());
        assertEquals("hello", new String(decoded.readAllBytes(), ISO_8859_1));
        assertEquals(
                Map.of("x-amz-checksum-crc32", "AAAAAA=="),
                authentication.payload().trailers());
        assertEquals(-1, decoded.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\nX-Amz-Checksum-CRC32: AAAAAA== \r\n\r\n",
                "0\r\nx-amz-checksum-crc32:AAAAAA==\n\r\n\r\n",
                "000\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"
            })
    void otherSpellingsThatClientsUse(String end) throws IOException {
        assertEquals(5, signed("5\r\nhello\r\n" + end).accept(ExampleKeys.authenticator()).length);
        assertEquals(5, signed("00005\r\nhello\r\n" + end).accept(ExampleKeys.authenticator()).length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zz|hello|CHUNK_FRAMING",
                "-1|hello|CHUNK_FRAMING",
                "+5|hello|CHUNK_FRAMING",
                "0x5|hello|CHUNK_FRAMING",
                "'5 '|hello|CHUNK_FRAMING",
                "''|hello|CHUNK_FRAMING",
                "5;chunk-signature=0|hello|CHUNK_FRAMING",
                "5;ext=1|hello|CHUNK_FRAMING",
                "0000000000000005|hello|CHUNK_FRAMING",
                "fffffffffffffff|hello|LENGTH",
                "10000000000000005|hello|CHUNK_FRAMING",
                "6|hello!|LENGTH",
                "4|hell|LENGTH",
                "5|hell|CHUNK_FRAMING",
                "5|hello!|CHUNK_FRAMING"
            })
    void framingThatMustBeRefused(String size, String data, Kind kind) {
        mismatch(kind, signed(size + "\r\n" + data + "\r\n0\r\n" + TRAILER));
    }

    @ParameterizedTest
    @CsvSource({
        "'5\nhello\r\n0\r\n', CHUNK_FRAMING",
        "'5\rhello\r\n0\r\n', CHUNK_FRAMING",
        "'5\r\nhello\n0\r\n', CHUNK_FRAMING"
    })
    void lineEndsThatMustBeRefused(String body, Kind kind) {
        mismatch(kind, signed(body + TRAILER));
    }

    @Test
    void aSizeWithoutEnd() {
        mismatch(Kind.CHUNK_FRAMING, signed("0".repeat(100_000)));
        mismatch(Kind.CHUNK_FRAMING, signed("\0".repeat(2_000)));
        mismatch(Kind.CHUNK_FRAMING, signed("\u00e9\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x-amz-checksum-crc32\r\n\r\n",
                ":AAAAAA==\r\n\r\n",
                "x-amz-checksum-sha1:AAAAAA==\r\n\r\n",
                "x-amz-checksum-crc32 :AAAAAA==\r\n\r\n",
                "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-meta-a:1\r\n\r\n",
                "x-amz-checksum-crc32:AAAAAA==\nx-amz-meta-a:1\r\n\r\n",
                "x-amz-checksum-crc32:AAA\u0000\r\n\r\n",
                "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:00\r\n\r\n"
            })
    void trailersThatMustBeRefused(String trailer) {
        mismatch(Kind.TRAILER_FRAMING, signed("5\r\nhello\r\n0\r\n" + trailer));
    }

    @Test
    void aTrailerWithoutEnd() {
        String start = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:";
        mismatch(Kind.TRAILER_FRAMING, signed(start + "A".repeat(100_000)));
        mismatch(Kind.LENGTH, signed(start + "AAAAAA==\r\n"));
        mismatch(Kind.LENGTH, signed(start + "AAAAAA=="));
    }

    @Test
    void bytesAfterTheEnd() {
        mismatch(Kind.CHUNK_FRAMING, signed("5\r\nhello\r\n0\r\n" + TRAILER + "GET / HTTP/1.1\r\n\r\n"));
    }

    @Test
    void smallChunksThatAreNotTheLast() {
        TestRequest request = signer.sign(request("16384"));
        request.body = TestSigner.unsignedChunks(new byte[16_384], 8191);
        mismatch(Kind.CHUNK_SIZE, request);
    }

    @Test
    void noDecodedLength() {
        assertEquals(
                "You must provide the Content-Length HTTP header.",
                refused(
                                Reason.MISSING_CONTENT_LENGTH,
                                signer.sign(request("5").without("x-amz-decoded-content-length")))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "5.0", "0x5", "5 5", "9223372036854775808", "99999999999999999999"})
    void aDecodedLengthThatIsNone(String value) {
        refused(Reason.INVALID_ARGUMENT, signer.sign(request(value)));
    }

    @Test
    void aDecodedLengthGivenTwice() {
        refused(Reason.INVALID_REQUEST, signer.sign(request("5").addHeader("x-amz-decoded-content-length", "6")));
    }

    @Test
    void aForgedSeedSignatureInHeaderAndQuery() {
        TestRequest signed = signed("");
        String value = signed.header("authorization");
        signed.header("authorization", value.substring(0, value.length() - 64) + "0".repeat(64));
        refused(Reason.SIGNATURE_MISMATCH, signed);
        TestRequest presigned = signer.presign(request("5"), "60");
        presigned.query = presigned.query.substring(0, presigned.query.length() - 64) + "0".repeat(64);
        refused(Reason.SIGNATURE_MISMATCH, presigned);
    }

    @Test
    void aTrailerWithoutChunks() {
        TestRequest request = signer.sign(request("5").header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        refused(Reason.INVALID_REQUEST, request);
    }

    @Test
    void aPayloadSaidToBeFramedAndSaidNotToBe() {
        TestRequest request = request("5").header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        refused(Reason.INVALID_ARGUMENT, signer.sign(request.without("x-amz-trailer")));
    }

    @Test
    void anonymousClientsMayFrameWithoutSayingSo() throws IOException {
        TestRequest request = request("5").without("x-amz-content-sha256").body("5\r\nhello\r\n0\r\n" + TRAILER);
        for (Authenticator authenticator :
                new Authenticator[] {ExampleKeys.authenticator(), new AnonymousAuthenticator()}) {
            assertEquals(Identity.ANONYMOUS, request.authenticate(authenticator).identity());
            assertEquals("hello", new String(request.accept(authenticator), ISO_8859_1));
        }
        TestRequest plain = new TestRequest("PUT", "/bucket/key", "")
                .header("content-encoding", "aws-chunked")
                .body("5\r\nhello");
        assertEquals("5\r\nhello", new String(plain.accept(new AnonymousAuthenticator()), ISO_8859_1));
    }

    @Test
    void credentialsAreNotLookedAtWhereTheServerIsOpen() throws IOException {
        TestRequest request = signed("5\r\nhello\r\n0\r\n" + TRAILER).header("authorization", "nonsense");
        request.query = "X-Amz-Signature=nonsense&Signature=nonsense";
        assertEquals(
                Identity.ANONYMOUS,
                request.authenticate(new AnonymousAuthenticator()).identity());
        assertEquals("hello", new String(request.accept(new AnonymousAuthenticator()), ISO_8859_1));
        mismatch(Kind.LENGTH, request.body("5\r\nhel"), new AnonymousAuthenticator());
    }

    @Test
    void largeChunksGoStraightFromTheWireIntoTheReadersBuffer() throws IOException {
        byte[] data = new byte[1 << 20];
        new Random(7).nextBytes(data);
        TestRequest request = signer.sign(request(String.valueOf(data.length)));
        byte[] framed = TestSigner.unsignedChunks(data, 1 << 18);
        byte[] body = Arrays.copyOf(framed, framed.length + TRAILER.length());
        System.arraycopy(TRAILER.getBytes(ISO_8859_1), 0, body, framed.length, TRAILER.length());
        byte[] readersBuffer = new byte[data.length];
        long[] direct = {0};
        InputStream wire = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                int n = super.read(bytes, offset, length);
                direct[0] += bytes.length == readersBuffer.length ? n : 0;
                return n;
            }
        };
        InputStream decoded =
                request.authenticate(ExampleKeys.authenticator()).payload().decode(wire);
        assertEquals(data.length, decoded.read(readersBuffer));
        assertArrayEquals(data, readersBuffer);
        assertTrue(direct[0] > data.length * 99L / 100, () -> direct[0] + " bytes went straight");
    }
}
