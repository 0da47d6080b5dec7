package io.geckos.storage.testkit.data;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.util.Optional;

/** Creates buckets for tests in which the owner does not matter. */
public final class TestBucket {
    /** The owner of these buckets. */
    public static final Principal OWNER = new Principal("0123", "owner of tests");

    private TestBucket() {}

    /** Creates a bucket without object lock. */
    public static Bucket create(BucketRepository buckets, BucketName name) {
        return buckets.create(name, OWNER, Optional.empty());
    }
}
