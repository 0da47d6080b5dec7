package io.geckos.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.sealing.SealException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Seals short secrets of the server itself with the current master key, as text: {@code NAME:BASE64}, of 32 bytes of salt
 * and the sealed secret. Safe for many threads.
 */
public final class SecretSealer {
    private static final String PURPOSE = "secret";
    private static final String VERSION = "1";

    private final MasterKeys masters;

    /** Seals with the current one of {@code masters}, and opens what any of them has sealed. */
    public SecretSealer(MasterKeys masters) {
        this.masters = masters;
    }

    /**
     * Seals a secret.
     *
     * @param place where the secret stands; it can be opened only as the secret of that place
     */
    public String seal(String place, String secret) {
        String name = masters.current();
        byte[] salt = new byte[Aes.KEY_BYTES];
        SegmentEncryptor.RANDOM.nextBytes(salt);
        byte[] plain = secret.getBytes(UTF_8);
        ByteBuffer sealed = ByteBuffer.allocate(Aes.KEY_BYTES + plain.length + Aes.GCM_TAG);
        sealed.put(salt);
        // The salt makes the key one of this secret alone, so that the nonce may be the same.
        new Aes(Aes.derive(masters.key(name), salt)).seal(0, true, bound(name, place), ByteBuffer.wrap(plain), sealed);
        return name + ":" + Base64.getEncoder().encodeToString(sealed.array());
    }

    /**
     * Opens a sealed secret.
     *
     * @throws SealException.UnknownKey if the master key that sealed it is not there
     * @throws SealException.WrongKey if the master key of that name is another one, or the text was changed or comes from
     *     another place
     */
    public String open(String place, String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(0, colon));
        byte[] key = masters.key(name);
        byte[] bytes = decoded(text.substring(colon + 1));
        if (bytes.length < Aes.KEY_BYTES + Aes.GCM_TAG) {
            throw new SealException.WrongKey();
        }
        byte[] salt = Arrays.copyOf(bytes, Aes.KEY_BYTES);
        ByteBuffer sealed = ByteBuffer.wrap(bytes, Aes.KEY_BYTES, bytes.length - Aes.KEY_BYTES);
        ByteBuffer plain = ByteBuffer.allocate(sealed.remaining() - Aes.GCM_TAG);
        if (!new Aes(Aes.derive(key, salt)).open(0, true, bound(name, place), sealed, plain)) {
            throw new SealException.WrongKey();
        }
        return new String(plain.array(), UTF_8);
    }

    /** Tells whether a text was sealed with the key that is the current one. */
    public boolean isCurrent(String text) {
        return masters.isCurrent(text.substring(0, Math.max(0, text.indexOf(':'))));
    }

    private static byte[] bound(String name, String place) {
        return new AdditionalData()
                .add("geckos3")
                .add(VERSION)
                .add(PURPOSE)
                .add(name)
                .add(place)
                .bytes();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new SealException.WrongKey();
        }
    }
}
