package io.geckos.s3.encryption;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Map;
import java.util.Optional;

/**
 * The operations on the default encryption of buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html">PutBucketEncryption</a>
 */
public final class BucketEncryptionOperations {
    private BucketEncryptionOperations() {}

    /** The operations by their actions. */
    public static Map<S3Action, S3Operation> of(BucketRepository buckets, EncryptionSettings settings) {
        return Map.of(
                S3Action.GET_BUCKET_ENCRYPTION, new Get(buckets, settings),
                S3Action.PUT_BUCKET_ENCRYPTION, new Put(buckets, settings),
                S3Action.DELETE_BUCKET_ENCRYPTION, new Delete(buckets));
    }

    private record Get(BucketRepository buckets, EncryptionSettings settings) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.NOTHING;
        }

        @Override
        public S3Result answer(S3Call call) {
            Optional<BucketEncryption> unset =
                    settings.byDefault() ? Optional.of(BucketEncryption.AES256) : Optional.empty();
            BucketEncryption encryption = buckets.setting(call.bucket(), BucketSetting.ENCRYPTION)
                    .map(BucketEncryption.CODEC::read)
                    .or(() -> unset)
                    .orElseThrow(() -> new S3Exception(S3Error.ServerSideEncryptionConfigurationNotFoundError));
            return S3Result.of(200).document(BucketEncryption.CODEC.document().apply(encryption));
        }
    }

    private record Put(BucketRepository buckets, EncryptionSettings settings) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.CHECKSUMS;
        }

        @Override
        public S3Result answer(S3Call call) {
            BucketEncryption encryption = call.body().document(BucketEncryption.CODEC);
            encryption.algorithm().ifPresent(this::requireServed);
            encryption.kmsKey().ifPresent(this::requireKey);
            if (encryption.customerKeysBlocked() && settings.sealer().isEmpty()) {
                throw new S3Exception(S3Error.NotImplemented, "This server has no encryption.");
            }
            buckets.putSetting(call.bucket(), BucketSetting.ENCRYPTION, BucketEncryption.CODEC.text(encryption));
            return S3Result.of(200);
        }

        private void requireServed(String algorithm) {
            boolean kms =
                    algorithm.equals(EncryptionHeaders.KMS) && settings.kmsKey().isPresent();
            if (!kms && !algorithm.equals(EncryptionHeaders.AES256)) {
                throw new S3Exception(S3Error.NotImplemented, "The encryption " + algorithm + " is not implemented.");
            }
            if (!settings.masterKeys()) {
                throw new S3Exception(S3Error.NotImplemented, Encryption.NO_MASTER_KEY);
            }
        }

        private void requireKey(String id) {
            SealKey key = new SealKey.Master(Optional.of(KmsKey.name(id)), Map.of());
            try {
                settings.sealer().ifPresent(sealer -> sealer.newSeal(key));
            } catch (SealException.UnknownKey _) {
                throw Encryption.noSuchKey(id);
            }
        }
    }

    private record Delete(BucketRepository buckets) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.NOTHING;
        }

        @Override
        public S3Result answer(S3Call call) {
            buckets.removeSetting(call.bucket(), BucketSetting.ENCRYPTION);
            return S3Result.of(204);
        }
    }
}
