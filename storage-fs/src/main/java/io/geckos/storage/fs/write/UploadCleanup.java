package io.geckos.storage.fs.write;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.FileFault;

/** Removes what is left of an upload, before the object that it made goes away: it must never be completed again. */
@FunctionalInterface
public interface UploadCleanup {
    /** Returns once the upload is gone durably, or was already. */
    void end(BucketName bucket, String upload) throws FileFault;
}
