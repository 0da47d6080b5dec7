package io.geckos.storage.testkit.memory;

import io.geckos.domain.name.Version;
import java.time.Instant;

/** One version of a key: an object, or a delete marker. */
sealed interface MemoryVersion {
    /** What it is called. */
    Version.Named name();

    /** Its place among the versions of its key: that of a newer one is less. */
    String order();

    record Stored(String order, MemoryObject object) implements MemoryVersion {
        @Override
        public Version.Named name() {
            return object.info().version().orElse(Version.NULL);
        }
    }

    record Marker(String order, Version.Named name, Instant lastModified) implements MemoryVersion {}
}
