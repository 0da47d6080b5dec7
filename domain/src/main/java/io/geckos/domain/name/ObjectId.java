package io.geckos.domain.name;

/** Where an object lives: its bucket and its key in it. */
public record ObjectId(BucketName bucket, ObjectKey key) {
    /** Makes an id of unchecked strings; throws {@link IllegalArgumentException} as its parts do. */
    public static ObjectId of(String bucket, String key) {
        return new ObjectId(new BucketName(bucket), new ObjectKey(key));
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
