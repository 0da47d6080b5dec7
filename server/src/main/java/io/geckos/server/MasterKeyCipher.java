package io.geckos.server;

import io.geckos.access.store.SecretCipher;
import io.geckos.domain.sealing.SealException;
import io.geckos.sealing.MasterKeys;
import io.geckos.sealing.SecretSealer;

/** Encrypts the secrets of users with the master keys of the server. */
final class MasterKeyCipher implements SecretCipher {
    private final SecretSealer sealer;

    MasterKeyCipher(MasterKeys keys) {
        this.sealer = new SecretSealer(keys);
    }

    @Override
    public String encrypt(String place, String secret) {
        return sealer.seal(place, secret);
    }

    @Override
    public String decrypt(String place, String text) {
        String key = text.substring(0, Math.max(0, text.indexOf(':')));
        try {
            return sealer.open(place, text);
        } catch (SealException.UnknownKey e) {
            throw new IllegalArgumentException(
                    "their secrets are encrypted with master key " + key + ", which is not configured; add it to"
                            + " encryption.master-keys",
                    e);
        } catch (SealException e) {
            throw new IllegalArgumentException(
                    "master key " + key + " does not decrypt the secret of " + place + ": another key has this name in"
                            + " encryption.master-keys, or the document was changed",
                    e);
        }
    }

    @Override
    public boolean isCurrent(String text) {
        return sealer.isCurrent(text);
    }
}
