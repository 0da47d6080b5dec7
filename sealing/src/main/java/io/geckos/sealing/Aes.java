package io.geckos.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with tags of 16 bytes, under a key of one purpose; for one thread. */
final class Aes {
    /** The length of keys and salts, in bytes. */
    static final int KEY = 32;

    static final int TAG = 16;
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final Cipher cipher;

    Aes(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** HMAC-SHA256: a key for one purpose out of another key. */
    static byte[] derive(byte[] key, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Begins the message with the number {@code counter}; the last message of a key has another nonce than any other. */
    private void begin(int mode, long counter, boolean last, byte[] bound) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(counter).putInt(last ? 1 : 0).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(bound);
    }

    /** Seals what remains of {@code plain}, and puts it with its tag into {@code sealed}. */
    void seal(long counter, boolean last, byte[] bound, ByteBuffer plain, ByteBuffer sealed) {
        try {
            begin(Cipher.ENCRYPT_MODE, counter, last, bound);
            cipher.doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing " + plain.remaining() + " bytes", e);
        }
    }

    /** Opens what remains of {@code sealed} into {@code plain}; false if it was not sealed so. */
    boolean open(long counter, boolean last, byte[] bound, ByteBuffer sealed, ByteBuffer plain) {
        try {
            begin(Cipher.DECRYPT_MODE, counter, last, bound);
            cipher.doFinal(sealed, plain);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening " + sealed.remaining() + " bytes", e);
        }
    }
}
