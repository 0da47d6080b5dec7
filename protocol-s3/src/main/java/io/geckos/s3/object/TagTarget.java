package io.geckos.s3.object;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** What tags are put on: how many it may have, and how S3 words the refusal of tags that are its own. */
public enum TagTarget {
    /** An object. */
    OBJECT("Object", TagSet.MOST_OF_OBJECT, "Your TagKey cannot be prefixed with aws:"),
    /** A bucket that is there. */
    BUCKET("Bucket", TagSet.MOST_OF_BUCKET, "System tags cannot be added/updated by requester"),
    /** A bucket that is to be made. */
    NEW_BUCKET(
            "Bucket",
            TagSet.MOST_OF_BUCKET,
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags. Remove \"aws:\""
                    + " from your tag keys and try again.");

    private final String kind;
    private final int most;
    private final String systemTags;

    TagTarget(String kind, int most, String systemTags) {
        this.kind = kind;
        this.most = most;
        this.systemTags = systemTags;
    }

    /** Refuses more tags than it may have. */
    void requireAtMost(int count) {
        if (count > most) {
            throw new S3Exception(S3Error.BadRequest, kind + " tags cannot be greater than " + most);
        }
    }

    /** The refusal of a tag whose key begins as those of AWS do. */
    S3Exception systemTag(String key) {
        return new S3Exception(S3Error.InvalidTag, systemTags).with("TagKey", key);
    }
}
