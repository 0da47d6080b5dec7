package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.XmlDocument;

/**
 * A reading operation whose answer is the same for every bucket here, since there is nothing to configure.
 *
 * @param document what is true of every bucket
 */
record ConstantBucketSetting(BucketRepository buckets, XmlDocument document) implements S3Operation {
    /** One that answers an element without content. */
    static ConstantBucketSetting of(BucketRepository buckets, String root) {
        return new ConstantBucketSetting(buckets, xml -> xml.root(root).close());
    }

    /** One that answers a single element of text. */
    static ConstantBucketSetting of(BucketRepository buckets, String root, String element, String text) {
        return new ConstantBucketSetting(
                buckets, xml -> xml.root(root).element(element, text).close());
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        return S3Result.of(200).document(document);
    }
}
