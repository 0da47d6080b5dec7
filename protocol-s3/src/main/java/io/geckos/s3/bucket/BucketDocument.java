package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.BucketName;
import io.geckos.s3.access.CorsConfiguration;
import io.geckos.s3.access.PublicAccessBlockDocument;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.lifecycle.LifecycleDocument;
import io.geckos.s3.tagging.TagSet;
import io.geckos.s3.tagging.TagTarget;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlCodec;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A setting of buckets that clients put, get and delete as one XML document: what its three operations share.
 *
 * @param absent how S3 says that a bucket has none
 * @param put what is special about putting it
 * @param kept how the store keeps it
 */
record BucketDocument<T>(BucketSetting setting, XmlCodec<T> codec, S3Error absent, PutRules<T> put, Form<T> kept) {
    /** What scripts of other origins may do. */
    static final BucketDocument<CorsConfiguration> CORS = new BucketDocument<>(
            BucketSetting.CORS,
            CorsConfiguration.CODEC,
            S3Error.NoSuchCORSConfiguration,
            new PutRules<>(200, true, _ -> false));

    /** Which public access is cut off. The store keeps it in the form that decisions about access read. */
    static final BucketDocument<PublicAccessBlock> PUBLIC_ACCESS_BLOCK = new BucketDocument<>(
            BucketSetting.PUBLIC_ACCESS_BLOCK,
            PublicAccessBlockDocument.CODEC,
            S3Error.NoSuchPublicAccessBlockConfiguration,
            new PutRules<>(200, false, _ -> false),
            new Form<>(PublicAccessBlock::text, PublicAccessBlock::parse));

    /** What is removed when. */
    static final BucketDocument<LifecycleDocument> LIFECYCLE = new BucketDocument<>(
            BucketSetting.LIFECYCLE,
            LifecycleDocument.CODEC,
            S3Error.NoSuchLifecycleConfiguration,
            new PutRules<>(200, true, _ -> false));

    /** The bucket's tags; putting none removes them. */
    static final BucketDocument<Map<String, String>> TAGGING = new BucketDocument<>(
            BucketSetting.TAGGING,
            TagSet.codec(TagTarget.BUCKET),
            S3Error.NoSuchTagSet,
            new PutRules<>(204, false, Map::isEmpty));

    /**
     * How a document is put.
     *
     * @param status of the answer
     * @param needsDigest whether S3 insists on a digest of the body
     * @param empty tells whether a document says as much as none
     */
    record PutRules<T>(int status, boolean needsDigest, Predicate<T> empty) {}

    /**
     * The text of a document in the store.
     *
     * @param text makes it
     * @param read reads it
     */
    record Form<T>(Function<T, String> text, Function<String, T> read) {}

    /** A setting that is kept as the XML document that it is. */
    BucketDocument(BucketSetting setting, XmlCodec<T> codec, S3Error absent, PutRules<T> put) {
        this(setting, codec, absent, put, new Form<>(codec::text, codec::read));
    }

    /** Gives a bucket a document, or takes it away for an empty one. */
    void store(BucketRepository buckets, BucketName bucket, T value) {
        if (put.empty().test(value)) {
            buckets.removeSetting(bucket, setting);
        } else {
            buckets.putSetting(bucket, setting, kept.text().apply(value));
        }
    }

    S3Operation getting(BucketRepository buckets) {
        return new Get<>(this, buckets);
    }

    S3Operation putting(BucketRepository buckets) {
        return new Put<>(this, buckets);
    }

    S3Operation deleting(BucketRepository buckets) {
        return new Delete(setting, buckets);
    }

    private record Get<T>(BucketDocument<T> kind, BucketRepository buckets) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.NOTHING;
        }

        @Override
        public S3Result answer(S3Call call) {
            String text = buckets.setting(call.bucket(), kind.setting).orElseThrow(() -> new S3Exception(kind.absent));
            return S3Result.of(200)
                    .document(kind.codec.document().apply(kind.kept.read().apply(text)));
        }
    }

    private record Put<T>(BucketDocument<T> kind, BucketRepository buckets) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.CHECKSUMS;
        }

        @Override
        public S3Result answer(S3Call call) {
            if (kind.put.needsDigest()) {
                call.body().requireDigest();
            }
            T value = call.body().document(kind.codec);
            kind.store(buckets, call.bucket(), value);
            return S3Result.of(kind.put.status());
        }
    }

    private record Delete(BucketSetting setting, BucketRepository buckets) implements S3Operation {
        @Override
        public SupportedParameters accepts() {
            return SupportedParameters.NOTHING;
        }

        @Override
        public S3Result answer(S3Call call) {
            buckets.removeSetting(call.bucket(), setting);
            return S3Result.of(204);
        }
    }
}
