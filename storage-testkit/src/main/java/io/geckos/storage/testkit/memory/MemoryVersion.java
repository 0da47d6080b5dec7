package io.geckos.storage.testkit.memory;

import io.geckos.domain.name.Version;
import java.time.Instant;
import java.util.HexFormat;

/** One version of a key: an object, or a delete marker. */
sealed interface MemoryVersion {
    /** What it is called. */
    Version.Named name();

    /** Its place among the versions of its key: that of a newer one is less. */
    String order();

    /** The place of an order, in nanoseconds since 1970. */
    static String order(long nanos) {
        return HexFormat.of().toHexDigits(Long.MAX_VALUE - nanos);
    }

    /** The order of a place, or of a version's id. */
    static long nanos(String order) {
        return Long.MAX_VALUE - HexFormat.fromHexDigitsToLong(order, 0, 16);
    }

    /** A time in nanoseconds since 1970. */
    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    /** The time of a place. */
    static Instant time(String order) {
        return Instant.EPOCH.plusNanos(nanos(order));
    }

    record Stored(String order, MemoryObject object) implements MemoryVersion {
        @Override
        public Version.Named name() {
            return object.info().version().orElse(Version.NULL);
        }
    }

    record Marker(String order, Version.Named name, Instant lastModified) implements MemoryVersion {}
}
