package io.geckos.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * A key that signs by HMAC. The key is hashed once, and not again with every text. It does not use
 * {@code javax.crypto}, because its providers took a tenth of the server's start.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class SigningKey {
    private static final int BLOCK = 64;
    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5c;

    /** Both digests have hashed the key. Threads only copy them, so any number of threads can use one key. */
    private final MessageDigest inner;

    private final MessageDigest outer;

    /** A key for HMAC-SHA-256. */
    SigningKey(byte[] key) {
        this(key, SignatureHashes::sha256);
    }

    /** The key of HMAC-SHA-1 with which Version 2 signs. */
    static SigningKey ofVersion2(String secret) {
        return new SigningKey(secret.getBytes(UTF_8), SignatureHashes::sha1);
    }

    private SigningKey(byte[] key, Supplier<MessageDigest> hash) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? hash.get().digest(key) : key, BLOCK);
        this.inner = hashed(block, INNER_PAD, hash.get());
        this.outer = hashed(block, OUTER_PAD, hash.get());
    }

    /** Signs a text that has one character for each byte. */
    public byte[] sign(String text) {
        byte[] hash = copy(inner).digest(text.getBytes(ISO_8859_1));
        return copy(outer).digest(hash);
    }

    /** Whether {@code given} is the signature of {@code text}; takes equally long for any wrong one. */
    public boolean isSignature(String text, String given) {
        byte[] expected = HexFormat.of().formatHex(sign(text)).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, given.getBytes(UTF_8));
    }

    /** Like {@link #isSignature}, for Version 2, which writes signatures in Base64. */
    boolean isBase64Signature(String text, String given) {
        return MessageDigest.isEqual(Base64.getEncoder().encode(sign(text)), given.getBytes(UTF_8));
    }

    private static MessageDigest hashed(byte[] block, int pad, MessageDigest digest) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        digest.update(padded);
        return digest;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has hashes that can be copied", e);
        }
    }
}
