package io.geckos.access.store;

/** Encrypts the secrets of users for the document in which they are kept. Safe for many threads. */
public interface SecretCipher {
    /**
     * Encrypts a secret.
     *
     * @param place whose secret it is; only there it can be decrypted
     */
    String encrypt(String place, String secret);

    /**
     * Decrypts a secret.
     *
     * @throws IllegalArgumentException saying for the operator what is wrong: a key is missing or another one, or the text
     *     was changed
     */
    String decrypt(String place, String text);

    /** Tells whether a text was encrypted as {@link #encrypt} would do it now. */
    boolean isCurrent(String text);
}
