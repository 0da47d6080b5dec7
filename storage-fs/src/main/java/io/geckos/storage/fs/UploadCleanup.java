package io.geckos.storage.fs;

import io.geckos.domain.BucketName;

/** Removes what is left of an upload, before the object that it made goes away: it must never be completed again. */
@FunctionalInterface
interface UploadCleanup {
    /** Returns once the upload is gone durably, or was already. */
    void end(BucketName bucket, String upload) throws FileFault;
}
