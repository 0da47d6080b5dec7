package io.geckos.storage.fs;

/** What stands under a name. */
enum FileType {
    REGULAR,
    DIRECTORY,
    /** A link, pipe, socket or device: nothing the engine would open. */
    OTHER
}
