package io.geckos.storage.fs.write;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.volume.Volume;

/**
 * How an object leaves a place: what it is there by goes first, and what was said of it only once a loss of power cannot
 * bring that back.
 */
record Removal(Volume volume, OpenDir dir, Place place) {
    /** Removes the object's file, or of one without a file its sidecar; the caller makes {@code dir} durable. */
    static Removal begin(Volume volume, OpenDir dir, Place place) throws FileFault {
        volume.removeFile(dir, place.is(Place.Kind.MARKER) ? place.sidecar() : place.name());
        return new Removal(volume, dir, place);
    }

    /** Clears away what was said of the file, which is durably gone. */
    void end() {
        if (place.is(Place.Kind.FILE)) {
            volume.tidy(() -> volume.removeFile(dir, place.sidecar()));
        }
    }
}
