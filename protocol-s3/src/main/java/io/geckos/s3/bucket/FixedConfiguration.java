package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.XmlDocument;

/**
 * A reading operation whose answer is the same for every bucket here, since there is nothing to configure.
 *
 * @param document what is true of every bucket
 */
record FixedConfiguration(BucketRepository buckets, XmlDocument document) implements Operation {
    /** One that answers an element without content. */
    static FixedConfiguration of(BucketRepository buckets, String root) {
        return new FixedConfiguration(buckets, xml -> xml.root(root).close());
    }

    /** One that answers a single element of text. */
    static FixedConfiguration of(BucketRepository buckets, String root, String element, String text) {
        return new FixedConfiguration(
                buckets, xml -> xml.root(root).element(element, text).close());
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        return Answer.of(200).document(document);
    }
}
