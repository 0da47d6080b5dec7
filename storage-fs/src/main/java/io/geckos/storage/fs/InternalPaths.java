package io.geckos.storage.fs;

/** Where the engine keeps its own files: below one directory beside the buckets. */
final class InternalPaths {
    /** The directory of all that is internal, in the data directory. */
    static final String ROOT = ".geckos3";

    private InternalPaths() {}

    /** Tells whether a path below the data directory is one of the engine's own. */
    static boolean isInternal(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
