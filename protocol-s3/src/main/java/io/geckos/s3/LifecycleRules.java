package io.geckos.s3;

import io.geckos.domain.lifecycle.LifecycleConfiguration;
import io.geckos.s3.lifecycle.LifecycleDocument;
import io.geckos.s3.wire.S3Exception;

/** The lifecycle rules of a bucket, for those who apply them. */
public final class LifecycleRules {
    private LifecycleRules() {}

    /**
     * Reads the document that PutBucketLifecycleConfiguration gave to a store.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LifecycleConfiguration parse(String document) {
        try {
            return LifecycleDocument.read(document);
        } catch (S3Exception e) {
            throw new IllegalArgumentException("not a lifecycle configuration: " + e.getMessage(), e);
        }
    }
}
