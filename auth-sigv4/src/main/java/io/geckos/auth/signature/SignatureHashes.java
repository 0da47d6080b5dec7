package io.geckos.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 and SHA-1, as signatures use them. */
public final class SignatureHashes {
    /** The SHA-256 of zero bytes, in hexadecimal. */
    public static final String SHA256_OF_NOTHING = sha256Hex("");

    private SignatureHashes() {}

    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** SHA-1, which only Signature Version 2 uses. */
    static MessageDigest sha1() {
        return digest("SHA-1");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** The SHA-256 of a text that has one character for each byte, in hexadecimal. */
    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(ISO_8859_1)));
    }
}
