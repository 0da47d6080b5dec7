package io.geckos.s3.encryption;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.sealing.SealKey;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.DocumentCache;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides how the object of a request is sealed, from the headers, the default of the bucket and that of the server. */
final class EncryptionRequest {
    private final BucketRepository buckets;
    private final EncryptionSettings settings;
    private final DocumentCache<BucketEncryption> defaults = new DocumentCache<>(BucketEncryption.CODEC::read);

    EncryptionRequest(BucketRepository buckets, EncryptionSettings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    /**
     * The key for a new object or upload; empty if it is not sealed.
     *
     * @throws S3Exception if headers contradict each other, or ask for what is not served
     */
    Optional<EncryptionKey> ofWrite(S3Call call) {
        if (settings.sealer().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> method = call.headers().get(EncryptionHeaders.METHOD);
        if (method.isPresent() && CustomerKey.isIn(call.headers(), EncryptionHeaders.CUSTOMER)) {
            throw S3Exception.invalidArgument(
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method"
                            + " specified",
                    EncryptionHeaders.METHOD,
                    method.get());
        }
        Optional<SealKey.Customer> customer = customer(call, EncryptionHeaders.CUSTOMER);
        requireNoKms(call.headers());
        Optional<BucketEncryption> bucket = Optional.ofNullable(
                        buckets.settings(call.bucket()).get(BucketSetting.ENCRYPTION))
                .map(defaults::parse);
        if (customer.isPresent()) {
            if (bucket.map(BucketEncryption::customerKeysBlocked).orElse(false)) {
                throw new S3Exception(
                        S3Error.AccessDenied,
                        "This bucket has blocked upload requests that specify Server Side Encryption with Customer"
                                + " provided keys (SSE-C). Please specify a different server-side encryption type");
            }
            return Optional.of(new EncryptionKey(customer.get(), Map.of()));
        }
        return method.isPresent() ? Optional.of(named(call, method.get())) : byDefault(bucket);
    }

    private EncryptionKey named(S3Call call, String method) {
        if (method.startsWith(EncryptionHeaders.KMS)) {
            return kms(
                    method,
                    call.headers().get(EncryptionHeaders.KMS_KEY),
                    call.headers().get(EncryptionHeaders.KMS_CONTEXT));
        }
        if (!method.equals(EncryptionHeaders.AES256)) {
            throw S3Exception.invalidArgument(
                    "The encryption method specified is not supported", EncryptionHeaders.METHOD, method);
        }
        if (!settings.masterKeys()) {
            throw S3Exception.notImplemented(EncryptionHeaders.METHOD + ". " + Encryption.NO_MASTER_KEY);
        }
        return EncryptionKey.NEWEST;
    }

    /** The key for AWS KMS, which the store of master keys stands for if it is to. */
    private EncryptionKey kms(String method, Optional<String> id, Optional<String> context) {
        if (!method.equals(EncryptionHeaders.KMS) || settings.kmsKey().isEmpty()) {
            throw S3Exception.notImplemented(EncryptionHeaders.METHOD + ": " + method);
        }
        String named = id.filter(it -> !it.isEmpty() && !it.endsWith("alias/aws/s3"))
                .orElse(settings.kmsKey().get());
        Map<String, String> kept = new HashMap<>(Map.of(EncryptionHeaders.KMS_KEY, named));
        context.ifPresent(it -> kept.put(EncryptionHeaders.KMS_CONTEXT, it));
        SealKey key = new SealKey.Master(
                Optional.of(KmsKey.name(named)), context.map(KmsKey::context).orElse(Map.of()));
        return new EncryptionKey(key, kept);
    }

    private Optional<EncryptionKey> byDefault(Optional<BucketEncryption> bucket) {
        Optional<String> algorithm = bucket.flatMap(BucketEncryption::algorithm);
        if (algorithm.isPresent() && !settings.masterKeys()) {
            throw new S3Exception(
                    S3Error.ServiceUnavailable,
                    "Objects of this bucket are to be encrypted. " + Encryption.NO_MASTER_KEY);
        }
        if (algorithm.filter(EncryptionHeaders.KMS::equals).isPresent()) {
            return Optional.of(kms(EncryptionHeaders.KMS, bucket.flatMap(BucketEncryption::kmsKey), Optional.empty()));
        }
        return algorithm.isPresent() || settings.byDefault() ? Optional.of(EncryptionKey.NEWEST) : Optional.empty();
    }

    /** Refuses the headers of a key service where the request does not ask for it. */
    private static void requireNoKms(RequestHeaders headers) {
        if (!headers.get(EncryptionHeaders.BUCKET_KEY).orElse("false").equalsIgnoreCase("false")) {
            throw S3Exception.notImplemented(EncryptionHeaders.BUCKET_KEY);
        }
        boolean kms = headers.get(EncryptionHeaders.METHOD)
                .filter(method -> method.startsWith(EncryptionHeaders.KMS))
                .isPresent();
        if (!kms && (headers.has(EncryptionHeaders.KMS_KEY) || headers.has(EncryptionHeaders.KMS_CONTEXT))) {
            throw S3Exception.invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header"
                            + " x-amz-server-side-encryption : aws:kms",
                    EncryptionHeaders.METHOD,
                    headers.get(EncryptionHeaders.METHOD).orElse("null"));
        }
    }

    /** The key that a read brings; refuses the headers of writes. */
    Optional<SealKey.Customer> ofRead(S3Call call) {
        for (String name : new String[] {
            EncryptionHeaders.METHOD,
            EncryptionHeaders.KMS_KEY,
            EncryptionHeaders.KMS_CONTEXT,
            EncryptionHeaders.BUCKET_KEY
        }) {
            if (call.headers().has(name)) {
                throw S3Exception.invalidArgument(
                        name + " header is not supported for this operation.",
                        name,
                        call.headers().get(name).orElse(""));
            }
        }
        return customer(call, EncryptionHeaders.CUSTOMER);
    }

    /** The key for the source of a copy. */
    Optional<SealKey.Customer> ofSource(S3Call call) {
        return customer(call, EncryptionHeaders.SOURCE_CUSTOMER);
    }

    private Optional<SealKey.Customer> customer(S3Call call, String prefix) {
        if (!CustomerKey.isIn(call.headers(), prefix)) {
            return Optional.empty();
        }
        S3Request request = call.caller().request();
        if (!request.secure() && !settings.customerKeysOverHttp() && !isLoopback(request.remoteAddress())) {
            throw S3Exception.invalidArgument(
                    "Requests specifying Server Side Encryption with Customer provided keys must be made over a secure"
                            + " connection.",
                    prefix + EncryptionHeaders.ALGORITHM,
                    call.headers().get(prefix + EncryptionHeaders.ALGORITHM).orElse("null"));
        }
        return CustomerKey.of(call.headers(), prefix);
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
