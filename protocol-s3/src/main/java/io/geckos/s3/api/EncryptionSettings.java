package io.geckos.s3.api;

import io.geckos.domain.sealing.Sealer;
import java.util.Optional;

/**
 * What the server can encrypt at rest, and what it does unasked.
 *
 * @param sealer seals objects and opens them; without one every request for encryption is refused
 * @param masterKeys whether the sealer has keys of the server, so that clients may ask for {@code AES256}
 * @param byDefault whether objects are sealed with these in buckets without a default of their own
 * @param customerKeysOverHttp whether clients may send keys of their own over connections without TLS
 * @param kmsKey the master key for clients that ask for AWS KMS and name no key; empty if they are refused
 */
public record EncryptionSettings(
        Optional<Sealer> sealer,
        boolean masterKeys,
        boolean byDefault,
        boolean customerKeysOverHttp,
        Optional<String> kmsKey) {
    /** No encryption at all. */
    public static final EncryptionSettings NONE =
            new EncryptionSettings(Optional.empty(), false, false, false, Optional.empty());

    /** Settings without AWS KMS. */
    public EncryptionSettings(
            Optional<Sealer> sealer, boolean masterKeys, boolean byDefault, boolean customerKeysOverHttp) {
        this(sealer, masterKeys, byDefault, customerKeysOverHttp, Optional.empty());
    }

    /** Throws {@link IllegalArgumentException} for a default without keys, and for keys without a sealer. */
    public EncryptionSettings {
        if (((byDefault || kmsKey.isPresent()) && !masterKeys) || (masterKeys && sealer.isEmpty())) {
            throw new IllegalArgumentException(
                    "encryption by default or by KMS without master keys, or these without a sealer");
        }
    }
}
