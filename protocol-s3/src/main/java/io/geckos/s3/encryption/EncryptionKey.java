package io.geckos.s3.encryption;

import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealKey;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The key with which a new object is sealed.
 *
 * @param key for the sealer
 * @param kept headers that are kept with the object, as it takes them to open it or to describe it
 */
public record EncryptionKey(SealKey key, Map<String, String> kept) {
    /** The newest master key, for AES256. */
    static final EncryptionKey NEWEST = new EncryptionKey(SealKey.Master.NEWEST, Map.of());

    /** Copies the collections. */
    public EncryptionKey {
        kept = Map.copyOf(kept);
    }

    /** Properties of an object that is sealed so; of one that is not, if {@code key} and {@code seal} are empty. */
    static ObjectSpec describe(ObjectSpec spec, Optional<EncryptionKey> key, Optional<Seal> seal) {
        Map<String, String> headers = new TreeMap<>(spec.headers());
        // They may be those of the source of a copy.
        headers.remove(EncryptionHeaders.KMS_KEY);
        headers.remove(EncryptionHeaders.KMS_CONTEXT);
        key.ifPresent(it -> headers.putAll(it.kept()));
        return spec.withHeaders(headers).withSeal(seal);
    }

    /** The key of the server that opens an object, by its properties. */
    static SealKey ofStored(ObjectSpec spec) {
        String context = spec.headers().get(EncryptionHeaders.KMS_CONTEXT);
        return context == null ? SealKey.Master.NEWEST : new SealKey.Master(Optional.empty(), KmsKey.context(context));
    }
}
