package io.geckos.auth.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.Authenticator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes off the wire, and in whatever pieces: the data, or a mismatch; never anything else. */
class ChunkFramingFuzzTest {
    private static final String TRAILER = "x-amz-checksum-crc32:AAAAAA==\r\n";
    private static final byte[] ALPHABET = "0123456789abcdef\r\n;:=-_ chunksigatre\0\u00ff".getBytes(ISO_8859_1);

    private final Random random = new Random(20130524);
    private final TestSigner signer = new TestSigner();

    private TestRequest framed(boolean signed, byte[] data) {
        TestRequest request = new TestRequest("PUT", "/bucket/key", "")
                .header("host", "s3.example.com")
                .header("x-amz-decoded-content-length", String.valueOf(data.length))
                .header("x-amz-trailer", "x-amz-checksum-crc32")
                .header(
                        "x-amz-content-sha256",
                        signed ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" : "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        signer.sign(request);
        int size = 8192 + random.nextInt(8192);
        String body;
        if (signed) {
            TestSigner.Chain chain = signer.chain(request);
            body = chain.chunks(new String(data, ISO_8859_1), size)
                    + TRAILER
                    + chain.trailerSignature(TRAILER.replace("\r", ""));
        } else {
            body = new String(TestSigner.unsignedChunks(data, size), ISO_8859_1) + TRAILER + "\r\n";
        }
        return request.body(body);
    }

    private byte[] data() {
        byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(40_000)];
        random.nextBytes(data);
        return data;
    }

    /** Reads with buffers of any size from a wire that gives any number of bytes at a time. */
    private byte[] read(TestRequest request, Authenticator authenticator) throws IOException {
        InputStream wire = new ByteArrayInputStream(request.body) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, 1 + random.nextInt(length));
            }
        };
        InputStream decoded = request.authenticate(authenticator).payload().decode(wire);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 + random.nextInt(20_000)];
        for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    private byte[] damaged(byte[] body) {
        byte[] copy = body.clone();
        int at = random.nextInt(copy.length);
        switch (random.nextInt(5)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = ALPHABET[random.nextInt(ALPHABET.length)];
            case 2 -> copy = Arrays.copyOf(copy, at);
            case 3 -> {
                byte[] longer = Arrays.copyOf(copy, copy.length + 1);
                System.arraycopy(copy, at, longer, at + 1, copy.length - at);
                longer[at] = ALPHABET[random.nextInt(ALPHABET.length)];
                copy = longer;
            }
            default -> System.arraycopy(body, random.nextInt(at + 1), copy, at, Math.min(50, copy.length - at));
        }
        return copy;
    }

    @Test
    void anyPiecesGiveTheSameData() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            byte[] data = data();
            boolean signed = random.nextBoolean();
            assertArrayEquals(data, read(framed(signed, data), ExampleKeys.authenticator()));
            assertArrayEquals(data, read(framed(signed, data), new AnonymousAuthenticator()));
        }
    }

    @Test
    void aDamagedBodyIsAMismatchOrIsNotDamaged() throws IOException {
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] data = data();
            boolean signed = random.nextBoolean();
            TestRequest request = framed(signed, data);
            byte[] whole = request.body;
            request.body = damaged(whole);
            try {
                byte[] found = read(request, ExampleKeys.authenticator());
                assertTrue(found.length == data.length, "as long as announced");
                if (signed) {
                    assertArrayEquals(data, found);
                }
            } catch (ContentMismatch e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " refused");
    }

    @Test
    void noiseIsAMismatch() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            TestRequest request = framed(random.nextBoolean(), new byte[1 + random.nextInt(30)]);
            byte[] noise = new byte[random.nextInt(300)];
            for (int j = 0; j < noise.length; j++) {
                noise[j] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            request.body = noise;
            try {
                read(request, ExampleKeys.authenticator());
                throw new AssertionError("accepted " + Arrays.toString(noise));
            } catch (ContentMismatch expected) {
                assertTrue(expected.getMessage() != null);
            }
        }
    }
}
