package io.geckos.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with GCM tags of 16 bytes, under a key of one purpose. For one thread. */
final class Aes {
    /** The length of keys and salts, in bytes. */
    static final int KEY_BYTES = 32;

    /** The length of the GCM tag behind each message, in bytes. */
    static final int GCM_TAG = 16;

    private static final int NONCE_BYTES = 12;

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

    /** Derives a key for one purpose from another key, by HMAC-SHA256. */
    static byte[] derive(byte[] key, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Begins the message with the number {@code counter}. A flag in the nonce marks the last message of a key. */
    private void begin(int mode, long counter, boolean last, byte[] additionalData) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(counter)
                .putInt(last ? 1 : 0)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(GCM_TAG * Byte.SIZE, nonce));
        cipher.updateAAD(additionalData);
    }

    /** Encrypts the remaining bytes of {@code plain}, and puts them with their GCM tag into {@code sealed}. */
    void seal(long counter, boolean last, byte[] additionalData, ByteBuffer plain, ByteBuffer sealed) {
        try {
            begin(Cipher.ENCRYPT_MODE, counter, last, additionalData);
            cipher.doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing " + plain.remaining() + " bytes", e);
        }
    }

    /**
     * Decrypts the remaining bytes of {@code sealed} into {@code plain}; false if key, nonce, additional data or bytes
     * differ.
     */
    boolean open(long counter, boolean last, byte[] additionalData, ByteBuffer sealed, ByteBuffer plain) {
        try {
            begin(Cipher.DECRYPT_MODE, counter, last, additionalData);
            cipher.doFinal(sealed, plain);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening " + sealed.remaining() + " bytes", e);
        }
    }
}
