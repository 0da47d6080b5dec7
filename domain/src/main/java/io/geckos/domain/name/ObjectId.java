package io.geckos.domain.name;

/** The address of an object: its bucket and its key. */
public record ObjectId(BucketName bucket, ObjectKey key) {
    /** Makes an id from unchecked strings. Throws {@link IllegalArgumentException} if one of them is not legal. */
    public static ObjectId of(String bucket, String key) {
        return new ObjectId(new BucketName(bucket), new ObjectKey(key));
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
