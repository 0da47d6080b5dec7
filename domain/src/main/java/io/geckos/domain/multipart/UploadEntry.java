package io.geckos.domain.multipart;

/** One entry in a listing of uploads. */
public sealed interface UploadEntry {
    /** An upload that is under way. */
    record Found(UploadInfo info) implements UploadEntry {}

    /** A group of keys, rolled up at a delimiter. */
    record CommonPrefix(String prefix) implements UploadEntry {}
}
