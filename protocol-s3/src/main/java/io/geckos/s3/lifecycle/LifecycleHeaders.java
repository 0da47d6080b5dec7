package io.geckos.s3.lifecycle;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.lifecycle.LifecycleConfiguration;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.lifecycle.LifecycleExpiry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.wire.DocumentCache;
import io.geckos.s3.wire.S3Timestamps;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The headers by which answers say what the lifecycle rules of a bucket will do: when a current version expires, or an upload in
 * parts is aborted, and by which rule. Safe for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html#API_PutObject_ResponseSyntax">PutObject</a>
 */
public final class LifecycleHeaders {
    /** When a current version expires, and by which rule. */
    public static final String EXPIRATION = "x-amz-expiration";

    /** When an upload is aborted. */
    public static final String ABORT_DATE = "x-amz-abort-date";

    /** By which rule it is. */
    public static final String ABORT_RULE = "x-amz-abort-rule-id";

    private static final System.Logger LOGGER = System.getLogger(LifecycleHeaders.class.getName());

    private final BucketRepository buckets;
    private final LifecycleDay day;
    private final DocumentCache<LifecycleConfiguration> parsed = new DocumentCache<>(LifecycleDocument::read);

    /** Reads rules from {@code buckets}, in which a day lasts as long as {@code day}. */
    public LifecycleHeaders(BucketRepository buckets, LifecycleDay day) {
        this.buckets = buckets;
        this.day = day;
    }

    /** Says when a current version expires; nothing if its rules cannot be read, because the answer is made already. */
    public Map<String, String> of(ObjectInfo object) {
        return find(object.id().bucket(), rules -> expiry(rules, object))
                .map(expiry -> Map.of(EXPIRATION, expiration(expiry)))
                .orElse(Map.of());
    }

    /** Says when an upload is aborted; nothing if its rules cannot be read. */
    public Map<String, String> of(UploadInfo upload) {
        return find(upload.id().object().bucket(), rules -> abort(rules, upload))
                .map(abort -> Map.of(
                        ABORT_DATE, S3Timestamps.http(abort.at()), ABORT_RULE, PercentEncoding.encode(abort.rule())))
                .orElse(Map.of());
    }

    private Optional<LifecycleExpiry> find(
            BucketName bucket, Function<LifecycleConfiguration, Optional<LifecycleExpiry>> search) {
        try {
            return Optional.ofNullable(buckets.settings(bucket).get(BucketSetting.LIFECYCLE))
                    .map(parsed::parse)
                    .flatMap(search)
                    // Clients cannot read later times, and would take the whole answer for broken.
                    .filter(expiry -> !expiry.at().isAfter(S3Timestamps.LAST));
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "an answer does not say what lifecycle rules do in bucket " + bucket, e);
            return Optional.empty();
        }
    }

    private Optional<LifecycleExpiry> expiry(LifecycleConfiguration rules, ObjectInfo object) {
        return rules.expiry(
                object.id().key().value(), object.size(), object.spec().tags(), object.lastModified(), day);
    }

    private Optional<LifecycleExpiry> abort(LifecycleConfiguration rules, UploadInfo upload) {
        return rules.abort(upload.id().object().key().value(), upload.initiated(), day);
    }

    private static String expiration(LifecycleExpiry expiry) {
        return "expiry-date=\"" + S3Timestamps.http(expiry.at()) + "\", rule-id=\""
                + PercentEncoding.encode(expiry.rule()) + "\"";
    }
}
