package io.geckos.s3.bucket;

import io.geckos.s3.api.S3Settings;

/** The region in which all buckets are, as answers name it. */
public final class BucketRegion {
    /** The region of AWS's that has no name in a location constraint. */
    static final String CLASSIC = "us-east-1";

    /** The header that says in which region a bucket is. */
    public static final String HEADER = "x-amz-bucket-region";

    private BucketRegion() {}

    /** The region of every bucket here. */
    static String of(S3Settings settings) {
        return settings.region().orElse(CLASSIC);
    }

    /** The region as GetBucketLocation and CreateBucket name it: the classic one by an empty text. */
    static String constraint(S3Settings settings) {
        String region = of(settings);
        return region.equals(CLASSIC) ? "" : region;
    }
}
