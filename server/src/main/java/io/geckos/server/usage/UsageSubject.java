package io.geckos.server.usage;

import io.geckos.domain.name.BucketName;

/**
 * What a series of samples is about: a bucket, an account with all its buckets, or everything that is stored.
 *
 * @param name as the documents name it
 */
public record UsageSubject(String name) {
    /** Everything that is stored. */
    public static final UsageSubject TOTAL = new UsageSubject("total");

    private static final String ACCOUNT = "account/";
    private static final String BUCKET = "bucket/";

    /** All buckets of the account of that number. */
    public static UsageSubject account(String number) {
        return new UsageSubject(ACCOUNT + number);
    }

    /** One bucket. */
    public static UsageSubject bucket(BucketName bucket) {
        return new UsageSubject(BUCKET + bucket.value());
    }

    boolean isBucket() {
        return name.startsWith(BUCKET);
    }
}
