package io.geckos.s3.encryption;

import static java.util.stream.Collectors.toSet;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.Sealer;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The way of operations to the bytes of objects: what is sealed is opened, and what is to be sealed is sealed. Nothing
 * else in the protocol opens, puts or copies an object or stores a part, so none gives sealed bytes by mistake.
 */
public final class Encryption {
    static final String NO_MASTER_KEY = "This server has no master key.";

    /**
     * The memory that sealing or opening takes at most, in bytes: a chunk as it was sent, the same sealed, and a block to
     * write.
     */
    private static final long CHUNKS = 3L * (64 << 10) + 16;

    private final Storage storage;
    private final Optional<Sealer> sealer;
    private final EncryptionRequest requests;

    public Encryption(Storage storage, EncryptionSettings settings) {
        this.storage = storage;
        this.sealer = settings.sealer();
        this.requests = new EncryptionRequest(storage.buckets(), settings);
    }

    /**
     * The key with which the object that a request makes is sealed; empty if it is not.
     *
     * @throws S3Exception if headers contradict each other, or ask for what is not served
     */
    public Optional<EncryptionKey> keyFor(S3Call call) {
        return requests.ofWrite(call);
    }

    /** The properties of the addressed object, for who could open it too. */
    public ObjectInfo stat(S3Call call) {
        Optional<SealKey.Customer> key = requests.ofRead(call);
        ObjectInfo info = storage.objects().stat(call.object(), call.version());
        info.spec().seal().ifPresentOrElse(seal -> open(seal, keyOf(seal, info.spec(), key)), () -> requireNone(key));
        return info;
    }

    /** Opens the addressed object; the caller closes it. */
    public StoredObject open(S3Call call) {
        Optional<SealKey.Customer> key = requests.ofRead(call);
        return open(call, storage.objects().open(call.object(), call.version()), key);
    }

    /** Checks the headers about the source of a copy. */
    public void checkSource(S3Call call) {
        requests.ofSource(call);
    }

    /** Opens the source of a copy; the caller closes it. */
    public StoredObject openSource(S3Call call, ObjectId id, Version version) {
        Optional<SealKey.Customer> key = requests.ofSource(call);
        return open(call, storage.objects().open(id, version), key);
    }

    private StoredObject open(S3Call call, StoredObject stored, Optional<SealKey.Customer> key) {
        boolean opened = false;
        try {
            Optional<Seal> seal = stored.info().spec().seal();
            StoredObject object = stored;
            if (seal.isPresent()) {
                SealKey opening = keyOf(seal.get(), stored.info().spec(), key);
                SealedContent content = open(seal.get(), opening);
                call.takeMemory(CHUNKS);
                UnsealedObject unsealed = new UnsealedObject(stored, seal.get(), opening, content);
                unsealed.requireWhole(sealer(seal.get()));
                object = unsealed;
            } else {
                requireNone(key);
            }
            opened = true;
            return object;
        } finally {
            if (!opened) {
                stored.close();
            }
        }
    }

    private static void requireNone(Optional<SealKey.Customer> key) {
        if (key.isPresent()) {
            throw new S3Exception(
                    S3Error.InvalidRequest, "The encryption parameters are not applicable to this object.");
        }
    }

    private static SealKey keyOf(Seal seal, ObjectSpec spec, Optional<SealKey.Customer> customer) {
        if (seal.kind() != Seal.Kind.SSE_C) {
            requireNone(customer);
            return EncryptionKey.ofStored(spec);
        }
        return customer.orElseThrow(() -> new S3Exception(
                S3Error.InvalidRequest,
                "The object was stored using a form of Server Side Encryption. The correct parameters must be provided"
                        + " to retrieve the object."));
    }

    private SealedContent open(Seal seal, SealKey key) {
        return keyed(seal, () -> sealer(seal).open(seal, key), Encryption::wrongKey);
    }

    private static S3Exception wrongKey() {
        return new S3Exception(S3Error.AccessDenied);
    }

    private Sealer sealer(Seal seal) {
        return sealer.orElseThrow(() ->
                new S3Exception(S3Error.ServiceUnavailable, "This server cannot open " + seal.kind() + " seals."));
    }

    /** Does what takes the key of a seal; tells in words what is wrong with a key of the server. */
    private static <T> T keyed(Seal seal, Supplier<T> work, Supplier<S3Exception> wrongCustomerKey) {
        try {
            return work.get();
        } catch (SealException.UnknownKey e) {
            throw new S3Exception(
                    S3Error.ServiceUnavailable,
                    "The object is encrypted, and " + e.getMessage() + "; add it to encryption.master-keys.");
        } catch (SealException.WrongKey _) {
            throw seal.kind() == Seal.Kind.SSE_C
                    ? wrongCustomerKey.get()
                    : new S3Exception(
                            S3Error.ServiceUnavailable,
                            "The object is encrypted, and the master key of the name in its sidecar does not open it;"
                                    + " check encryption.master-keys.");
        }
    }

    /** Stores the addressed object, sealed with {@code key} if there is one. */
    public ObjectInfo put(
            S3Call call, ObjectSpec spec, ObjectUpload upload, Optional<EncryptionKey> key, WriteCondition condition) {
        if (key.isEmpty()) {
            return storage.objects().put(call.object(), spec, upload, condition);
        }
        call.takeMemory(CHUNKS);
        Seal seal = newSeal(key.get());
        ObjectUpload sealed = sealer(seal).seal(upload, seal, key.get().key(), SealedContent.Segment.WHOLE);
        ObjectSpec described = EncryptionKey.describe(spec, key, Optional.of(seal));
        return storage.objects().put(call.object(), described, sealed, condition);
    }

    private Seal newSeal(EncryptionKey key) {
        try {
            return sealer.orElseThrow().newSeal(key.key());
        } catch (SealException.UnknownKey _) {
            throw noSuchKey(key.kept().getOrDefault(EncryptionHeaders.KMS_KEY, ""));
        }
    }

    static S3Exception noSuchKey(String id) {
        return new S3Exception(S3Error.KmsNotFoundException, "Key '" + id + "' does not exist");
    }

    /** What becomes of a copy besides its bytes. */
    public record CopyTarget(
            ObjectSpec spec, Set<ChecksumAlgorithm> checksums, Optional<EncryptionKey> key, WriteCondition condition) {}

    /** Copies an object that was opened here to the addressed one. */
    public ObjectInfo copy(S3Call call, StoredObject source, CopyTarget target) {
        if (target.key().isPresent() && source instanceof UnsealedObject sealed && sharesBytes(sealed, target)) {
            Seal seal = keyed(
                    sealed.seal(),
                    () -> sealer.orElseThrow()
                            .rewrap(
                                    sealed.seal(),
                                    sealed.key(),
                                    target.key().get().key()),
                    Encryption::wrongKey);
            ObjectSpec spec = EncryptionKey.describe(target.spec(), target.key(), Optional.of(seal));
            return storage.objects().copy(sealed.stored(), call.object(), spec, target.checksums(), target.condition());
        }
        if (target.key().isPresent()) {
            ByteSpan whole = ByteSpan.whole(source.info().size());
            ObjectUpload bytes = new StoredObjectUpload(source, whole, target.checksums());
            return put(call, target.spec(), bytes, target.key(), target.condition());
        }
        ObjectSpec plain = EncryptionKey.describe(target.spec(), Optional.empty(), Optional.empty());
        return storage.objects().copy(source, call.object(), plain, target.checksums(), target.condition());
    }

    /** Tells whether a copy has the stored bytes of its source: where both are sealed by the server, in one piece. */
    private static boolean sharesBytes(UnsealedObject source, CopyTarget target) {
        ObjectInfo info = source.info();
        return source.seal().kind() == Seal.Kind.SSE_S3
                && target.key().equals(Optional.of(EncryptionKey.NEWEST))
                && info.partCount() == 0
                && info.checksums().stream()
                        .map(Checksum::algorithm)
                        .collect(toSet())
                        .containsAll(target.checksums());
    }

    /** Begins an upload, whose parts are sealed with {@code key} if there is one. */
    public UploadInfo begin(
            S3Call call, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> plan, Optional<EncryptionKey> key) {
        Optional<Seal> seal = key.map(this::newSeal);
        return storage.uploads()
                .begin(
                        call.object(),
                        EncryptionKey.describe(spec, key, seal),
                        plan,
                        call.access().initiator());
    }

    /** Where a part belongs, and the key with which it is sealed. */
    public record PartTarget(UploadInfo upload, int number, Optional<SealKey> key) {}

    /**
     * The target of a part.
     *
     * @throws S3Exception if the request does not bring the key with which the upload was begun
     */
    public PartTarget part(S3Call call, UploadInfo upload, int number) {
        return new PartTarget(upload, number, keyOf(call, upload));
    }

    /** Refuses a request about an upload that brings another key than that with which the upload was begun. */
    public void checkKey(S3Call call, UploadInfo upload) {
        if (requests.ofRead(call).isPresent()) {
            Optional<SealKey> _ = keyOf(call, upload);
        }
    }

    private Optional<SealKey> keyOf(S3Call call, UploadInfo upload) {
        Optional<SealKey.Customer> customer = requests.ofRead(call);
        Optional<Seal> seal = upload.spec().seal();
        boolean needed = seal.map(it -> it.kind() == Seal.Kind.SSE_C).orElse(false);
        if (needed != customer.isPresent()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    needed
                            ? "The multipart upload initiate requested encryption. Subsequent part requests must"
                                    + " include the appropriate encryption parameters."
                            : "The multipart upload initiate did not request encryption with a customer provided key.");
        }
        return seal.map(it -> {
            SealKey key = keyOf(it, upload.spec(), customer);
            SealedContent _ = keyed(it, () -> sealer(it).open(it, key), Encryption::otherKeyThanBegun);
            return key;
        });
    }

    private static S3Exception otherKeyThanBegun() {
        return new S3Exception(
                S3Error.InvalidRequest, "The provided encryption parameters did not match the ones used originally.");
    }

    /** Stores a part. */
    public ObjectPart putPart(S3Call call, PartTarget target, ObjectUpload upload) {
        UploadInfo info = target.upload();
        if (target.key().isEmpty()) {
            return storage.uploads().putPart(info.id(), target.number(), upload);
        }
        call.takeMemory(CHUNKS);
        Seal seal = info.spec().seal().orElseThrow();
        ObjectUpload sealed = sealer(seal).seal(upload, seal, target.key().get(), target.number());
        return storage.uploads().putPart(info.id(), target.number(), sealed);
    }

    /** Stores bytes of an object that was opened here as a part. */
    public ObjectPart copyPart(S3Call call, PartTarget target, StoredObject source, ByteSpan span) {
        UploadInfo info = target.upload();
        if (target.key().isEmpty()) {
            return storage.uploads().copyPart(info.id(), target.number(), source, span);
        }
        Set<ChecksumAlgorithm> planned =
                info.checksum().stream().map(UploadInfo.ChecksumPlan::algorithm).collect(toSet());
        return putPart(call, target, new StoredObjectUpload(source, span, planned));
    }
}
