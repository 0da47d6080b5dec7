package io.geckos.s3.tagging;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** What is tagged, with S3's limit of tags and S3's message for reserved keys. */
public enum TagTarget {
    /** An object. */
    OBJECT("Object", TagSet.MAX_OBJECT_TAGS, "Your TagKey cannot be prefixed with aws:"),
    /** An existing bucket. */
    BUCKET("Bucket", TagSet.MAX_BUCKET_TAGS, "System tags cannot be added/updated by requester"),
    /** A bucket that is being created. */
    NEW_BUCKET(
            "Bucket",
            TagSet.MAX_BUCKET_TAGS,
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags. Remove \"aws:\""
                    + " from your tag keys and try again.");

    private final String kind;
    private final int max;
    private final String systemTags;

    TagTarget(String kind, int max, String systemTags) {
        this.kind = kind;
        this.max = max;
        this.systemTags = systemTags;
    }

    /** Refuses more tags than the limit. */
    void requireAtMost(int count) {
        if (count > max) {
            throw new S3Exception(S3Error.BadRequest, kind + " tags cannot be greater than " + max);
        }
    }

    /** The error for a tag whose key has the prefix of AWS. */
    S3Exception systemTag(String key) {
        return new S3Exception(S3Error.InvalidTag, systemTags).with("TagKey", key);
    }
}
