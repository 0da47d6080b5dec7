package io.geckos.sealing;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.Sealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Seals with master keys that this process holds, and with keys of clients. */
public final class LocalSealer implements Sealer {
    private static final String KEY_NAME = "key";
    private static final String SALT = "salt";
    private static final String WRAPPED = "wrapped";

    private final MasterKeys masters;

    public LocalSealer(MasterKeys masters) {
        this.masters = masters;
    }

    @Override
    public Seal newSeal(SealKey key) {
        return wrap(new DataKey(SealFormat.CURRENT, randomBytes()), key);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[Aes.KEY_BYTES];
        SegmentEncryptor.RANDOM.nextBytes(bytes);
        return bytes;
    }

    private Seal wrap(DataKey dataKey, SealKey key) {
        byte[] salt = randomBytes();
        Map<String, String> fields =
                new HashMap<>(Map.of(SealFormat.FIELD, dataKey.format().version(), SALT, base64(salt)));
        Seal.Kind kind;
        byte[] secret;
        switch (key) {
            case SealKey.Customer customer -> {
                kind = Seal.Kind.SSE_C;
                secret = customer.bytes();
            }
            case SealKey.Master(var name, var _) -> {
                kind = name.isPresent() ? Seal.Kind.SSE_KMS : Seal.Kind.SSE_S3;
                String master = name.orElseGet(masters::current);
                fields.put(KEY_NAME, master);
                secret = masters.key(master);
            }
        }
        ByteBuffer wrapped = ByteBuffer.allocate(Aes.KEY_BYTES + Aes.GCM_TAG);
        new Aes(Aes.derive(secret, salt)).seal(0, true, additionalData(kind, fields, key), dataKey.bytes(), wrapped);
        fields.put(WRAPPED, base64(wrapped.array()));
        return new Seal(kind, fields);
    }

    private DataKey dataKey(Seal seal, SealKey key) {
        SealFormat format = SealFormat.of(seal);
        if ((key instanceof SealKey.Customer) != (seal.kind() == Seal.Kind.SSE_C)) {
            throw new SealException.WrongKey();
        }
        byte[] secret = switch (key) {
            case SealKey.Customer customer -> customer.bytes();
            case SealKey.Master _ -> masters.key(field(seal, KEY_NAME));
        };
        ByteBuffer plain = ByteBuffer.allocate(Aes.KEY_BYTES);
        byte[] wrapped = decoded(seal, WRAPPED);
        if (wrapped.length != Aes.KEY_BYTES + Aes.GCM_TAG
                || !new Aes(Aes.derive(secret, decoded(seal, SALT)))
                        .open(
                                0,
                                true,
                                additionalData(seal.kind(), seal.fields(), key),
                                ByteBuffer.wrap(wrapped),
                                plain)) {
            throw new SealException.WrongKey();
        }
        return new DataKey(format, plain.array());
    }

    private static byte[] additionalData(Seal.Kind kind, Map<String, String> fields, SealKey key) {
        AdditionalData data = new AdditionalData()
                .add("geckos3")
                .add(fields.getOrDefault(SealFormat.FIELD, ""))
                .add(kind.name())
                .add(fields.getOrDefault(KEY_NAME, ""));
        return key instanceof SealKey.Master(var _, var context)
                ? data.add(context).bytes()
                : data.bytes();
    }

    private static String field(Seal seal, String name) {
        return seal.fields().getOrDefault(name, "");
    }

    private static byte[] decoded(Seal seal, String name) {
        try {
            return Base64.getDecoder().decode(field(seal, name));
        } catch (IllegalArgumentException _) {
            throw new SealException.WrongKey();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public ObjectUpload seal(ObjectUpload plain, Seal seal, SealKey key, int part) {
        return new SealedUpload(plain, dataKey(seal, key), part, seal.kind() == Seal.Kind.SSE_S3);
    }

    @Override
    public SealedContent open(Seal seal, SealKey key) {
        return new SegmentReader(dataKey(seal, key));
    }

    @Override
    public Seal rewrap(Seal seal, SealKey from, SealKey to) {
        return wrap(dataKey(seal, from), to);
    }

    @Override
    public boolean isCurrent(Seal seal) {
        // Other seals name their key themselves: that of the client, or one that the request chose.
        return seal.kind() != Seal.Kind.SSE_S3 || masters.isCurrent(field(seal, KEY_NAME));
    }

    @Override
    public List<String> masterKeys() {
        return masters.names();
    }

    @Override
    public Optional<String> masterKey(Seal seal) {
        return seal.kind() == Seal.Kind.SSE_C ? Optional.empty() : Optional.of(field(seal, KEY_NAME));
    }

    @Override
    public long sealedSize(long plain) {
        return SegmentLayout.storedSize(plain);
    }

    private record SealedUpload(ObjectUpload plain, DataKey dataKey, int part, boolean taggedByMd5)
            implements ObjectUpload {
        @Override
        public OptionalLong declaredLength() {
            OptionalLong length = plain.declaredLength();
            return length.isPresent() ? OptionalLong.of(SegmentLayout.storedSize(length.getAsLong())) : length;
        }

        @Override
        public Digests transferTo(WritableByteChannel sink) throws IOException {
            SegmentEncryptor sealing = SegmentEncryptor.begin(sink, dataKey, part);
            Digests digests = plain.transferTo(sealing);
            sealing.finish();
            return taggedByMd5
                    ? digests
                    : new Digests(digests.size(), dataKey.etag(digests.md5()), digests.checksums());
        }
    }
}
