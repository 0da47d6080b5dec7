package io.geckos.storage.fs.files;

/** What stands under a name. */
public enum FileType {
    REGULAR,
    DIRECTORY,
    /** A link, pipe, socket or device: nothing the engine would open. */
    OTHER
}
