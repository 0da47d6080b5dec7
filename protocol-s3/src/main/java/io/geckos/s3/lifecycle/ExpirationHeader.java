package io.geckos.s3.lifecycle;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.lifecycle.LifecycleConfiguration;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.lifecycle.LifecycleExpiry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.wire.DocumentCache;
import io.geckos.s3.wire.S3Timestamps;
import java.util.Optional;

/**
 * The header {@code x-amz-expiration}, by which answers say when a current version expires and by which rule of its bucket.
 * Safe for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html#API_PutObject_ResponseSyntax">PutObject</a>
 */
public final class ExpirationHeader {
    /** The name of the header. */
    public static final String NAME = "x-amz-expiration";

    private static final System.Logger LOGGER = System.getLogger(ExpirationHeader.class.getName());

    private final BucketRepository buckets;
    private final LifecycleDay day;
    private final DocumentCache<LifecycleConfiguration> parsed = new DocumentCache<>(LifecycleDocument::read);

    /** Reads rules from {@code buckets}, in which a day lasts as long as {@code day}. */
    public ExpirationHeader(BucketRepository buckets, LifecycleDay day) {
        this.buckets = buckets;
        this.day = day;
    }

    /** The value for an object; empty if no rule expires it, or its rules cannot be read: the answer is made already. */
    public Optional<String> of(ObjectInfo object) {
        try {
            return buckets.setting(object.id().bucket(), BucketSetting.LIFECYCLE)
                    .map(parsed::parse)
                    .flatMap(rules -> rules.expiry(
                            object.id().key().value(),
                            object.size(),
                            object.spec().tags(),
                            object.lastModified(),
                            day))
                    .map(ExpirationHeader::value);
        } catch (RuntimeException e) {
            LOGGER.log(
                    WARNING,
                    "no " + NAME + " for an object of bucket " + object.id().bucket(),
                    e);
            return Optional.empty();
        }
    }

    private static String value(LifecycleExpiry expiry) {
        return "expiry-date=\"" + S3Timestamps.http(expiry.at()) + "\", rule-id=\""
                + PercentEncoding.encode(expiry.rule()) + "\"";
    }
}
