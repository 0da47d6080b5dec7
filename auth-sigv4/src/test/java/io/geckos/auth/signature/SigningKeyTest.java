package io.geckos.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** HMAC-SHA-256, as RFC 4231 and the JDK have it. */
class SigningKeyTest {
    private static final String TEXT = "what do ya want for nothing?";
    private static final String SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    @Test
    void aShortKeyIsPadded() {
        assertEquals(SIGNATURE, HexFormat.of().formatHex(new SigningKey("Jefe".getBytes(US_ASCII)).sign(TEXT)));
    }

    @Test
    void aKeyLongerThanABlockIsHashed() {
        byte[] key = new byte[131];
        Arrays.fill(key, (byte) 0xaa);
        assertEquals(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                HexFormat.of()
                        .formatHex(new SigningKey(key).sign("Test Using Larger Than Block-Size Key - Hash Key First")));
    }

    @Test
    void keysAndTextsOfAnyLengthAreSignedAsTheJdkDoes() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 1; length < 200; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            String text = "\u00e9".repeat(random.nextInt(200));
            // One byte for each character: what is signed are the bytes that came.
            byte[] expected = mac("HmacSHA256", key, text.getBytes(ISO_8859_1));
            SigningKey signing = new SigningKey(key);
            assertArrayEquals(expected, signing.sign(text), () -> key.length + " bytes of key, " + text.length());
            assertArrayEquals(expected, signing.sign(text), "signing again");
        }
    }

    @Test
    void version2SignsAsTheJdkDoes() throws GeneralSecurityException {
        for (int length = 1; length < 200; length++) {
            String secret = "s".repeat(length);
            byte[] expected = mac("HmacSHA1", secret.getBytes(US_ASCII), TEXT.getBytes(US_ASCII));
            SigningKey key = SigningKey.ofVersion2(secret);
            String signature = Base64.getEncoder().encodeToString(expected);
            assertTrue(key.isBase64Signature(TEXT, signature));
            assertFalse(key.isBase64Signature(TEXT + " ", signature));
            assertFalse(key.isBase64Signature(TEXT, signature.substring(1)));
            assertFalse(key.isBase64Signature(TEXT, ""));
        }
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text);
    }

    @Test
    void onlyTheWholeSignatureIsOne() {
        SigningKey key = new SigningKey("Jefe".getBytes(US_ASCII));
        assertTrue(key.isSignature(TEXT, SIGNATURE));
        assertFalse(key.isSignature(TEXT, SIGNATURE.substring(1)));
        assertFalse(key.isSignature(TEXT, SIGNATURE.replace('5', '6')));
        assertFalse(key.isSignature(TEXT + " ", SIGNATURE));
        assertFalse(key.isSignature(TEXT, ""));
    }
}
