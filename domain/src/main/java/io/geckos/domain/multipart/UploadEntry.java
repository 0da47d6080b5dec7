package io.geckos.domain.multipart;

/** What a listing of uploads finds. */
public sealed interface UploadEntry {
    /** An upload that is under way. */
    record Found(UploadInfo info) implements UploadEntry {}

    /** Keys rolled up at a delimiter. */
    record CommonPrefix(String prefix) implements UploadEntry {}
}
