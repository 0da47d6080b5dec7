package io.geckos.storage.fs.format;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.InternalPaths;

/** The two trees of directories that a bucket has. */
public enum Tree {
    /** The bucket as everybody sees it: the current objects. */
    BUCKET {
        @Override
        public String root(BucketName bucket) {
            return bucket.value();
        }
    },
    /**
     * What is kept of objects and is not current: for each key a directory of its own, at the place where the bucket has
     * the file, and always under the escaped name of one.
     */
    VERSIONS {
        @Override
        public String root(BucketName bucket) {
            return String.join("/", InternalPaths.ROOT, InternalPaths.BUCKETS, bucket.value(), DIRECTORY);
        }
    };

    /** The name of the second tree, beside the record of the bucket. */
    public static final String DIRECTORY = "versions";

    /** The path of the topmost directory, below the data directory. */
    public abstract String root(BucketName bucket);

    /** The path, below the data directory, of a path below the topmost directory. */
    public String path(BucketName bucket, String below) {
        return below.isEmpty() ? root(bucket) : root(bucket) + "/" + below;
    }
}
