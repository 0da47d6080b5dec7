package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.name.BucketName;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Exception;
import java.util.Set;

/**
 * Getting or putting lifecycle rules with the header that names the least size of objects that rules move to other storage.
 * Nothing is moved here, so that it changes nothing; but tools put it, and wait until they get the same again.
 *
 * @param rules the operation without the header
 * @param puts whether it puts rules
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 */
record TransitionMinimum(S3Operation rules, boolean puts, BucketRepository buckets) implements S3Operation {
    private static final String NAME = "x-amz-transition-default-minimum-object-size";
    private static final String DEFAULT = "all_storage_classes_128K";
    private static final Set<String> VALUES = Set.of(DEFAULT, "varies_by_storage_class");

    @Override
    public SupportedParameters accepts() {
        return puts ? rules.accepts().headers(NAME) : rules.accepts();
    }

    @Override
    public S3Result answer(S3Call call) {
        if (!puts) {
            return rules.answer(call).header(NAME, stored(call.bucket()));
        }
        String given = call.headers().get(NAME).orElse(DEFAULT);
        if (!VALUES.contains(given)) {
            throw S3Exception.invalidArgument(
                    "The values are "
                            + String.join(" and ", VALUES.stream().sorted().toList()) + ".",
                    NAME,
                    given);
        }
        S3Result answer = rules.answer(call);
        store(call.bucket(), given);
        return answer.header(NAME, given);
    }

    private String stored(BucketName bucket) {
        return buckets.setting(bucket, BucketSetting.TRANSITION_MINIMUM).orElse(DEFAULT);
    }

    private void store(BucketName bucket, String value) {
        if (value.equals(stored(bucket))) {
            return;
        }
        if (value.equals(DEFAULT)) {
            buckets.removeSetting(bucket, BucketSetting.TRANSITION_MINIMUM);
        } else {
            buckets.putSetting(bucket, BucketSetting.TRANSITION_MINIMUM, value);
        }
    }
}
