package io.geckos.storage.fs.write;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.volume.DataDirectory;

/**
 * How an object leaves a place: what it is there by goes first, and what was said of it only once a loss of power cannot
 * bring that back.
 */
record DeleteBatch(DataDirectory volume, DirectoryHandle dir, ObjectPath place) {
    /** Removes the object's file, or of one without a file its sidecar; the caller makes {@code dir} durable. */
    static DeleteBatch begin(DataDirectory volume, DirectoryHandle dir, ObjectPath place) throws FileFault {
        volume.removeFile(dir, place.is(ObjectPath.Kind.MARKER) ? place.sidecar() : place.name());
        return new DeleteBatch(volume, dir, place);
    }

    /** Clears away what was said of the file, which is durably gone. */
    void end() {
        if (place.is(ObjectPath.Kind.FILE)) {
            volume.tidy(() -> volume.removeFile(dir, place.sidecar()));
        }
    }
}
