package io.geckos.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The two primitives of Signature Version 4, SHA-256 and HMAC-SHA-256. */
final class Crypto {
    /** What an empty payload hashes to, in hexadecimal. */
    static final String SHA256_OF_NOTHING = sha256Hex("");

    private static final String HMAC = "HmacSHA256";

    private Crypto() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** Whether {@code given} is the signature of {@code text}; takes equally long for any wrong one. */
    static boolean isSignature(SecretKey key, String text, String given) {
        byte[] expected = HexFormat.of().formatHex(hmac(key, text)).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, given.getBytes(UTF_8));
    }
}
