package io.geckos.storage.fs.files;

/** Who may do what with a new file. */
public enum FileAccess {
    /** The server's user alone, as with all internal files. */
    OWNER,

    /** Whoever {@link FileModes#file} says, as with the files in buckets. */
    BUCKET
}
