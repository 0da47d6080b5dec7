package io.geckos.storage.fs.files;

/** Where the engine keeps its own files: below one directory beside the buckets. */
public final class InternalPaths {
    /** The directory of all that is internal, in the data directory. */
    public static final String ROOT = ".geckos3";

    /** In that, what is kept of each bucket and is not an object of it. */
    public static final String BUCKETS = "buckets";

    private InternalPaths() {}

    /** Tells whether a path below the data directory is one of the engine's own. */
    public static boolean isInternal(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
