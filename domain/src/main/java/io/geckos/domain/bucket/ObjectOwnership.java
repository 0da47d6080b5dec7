package io.geckos.domain.bucket;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who owns the objects of a bucket, and whether access control lists count in it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public enum ObjectOwnership {
    /** The owner of the bucket owns every object, and there are no access control lists. */
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /** The owner of the bucket owns an object that is put with the list {@code bucket-owner-full-control}. */
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /** Who puts an object owns it. */
    OBJECT_WRITER("ObjectWriter");

    private final String text;

    ObjectOwnership(String text) {
        this.text = text;
    }

    /** The name that S3 has for it. */
    public String text() {
        return text;
    }

    /** The one of a name; empty if there is none. */
    public static Optional<ObjectOwnership> named(String text) {
        return Arrays.stream(values())
                .filter(ownership -> ownership.text.equals(text))
                .findFirst();
    }
}
