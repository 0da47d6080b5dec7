package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.VersionEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is kept of a key at one moment: its versions and delete markers, the newest first. */
record VersionHistory(List<Entry> entries) {
    static final VersionHistory EMPTY = new VersionHistory(List.of());

    /** A version, or a delete marker, which has no tag. */
    record Entry(Version.Named version, Optional<ETag> etag) {
        static Entry of(VersionEntry entry) {
            return switch (entry) {
                case VersionEntry.Stored stored ->
                    new Entry(stored.version(), Optional.of(stored.summary().etag()));
                case VersionEntry.DeleteMarker marker -> new Entry(marker.version(), Optional.empty());
                case VersionEntry.CommonPrefix prefix -> throw new AssertionError(prefix);
            };
        }
    }

    /** What a request for the key finds, which may be a delete marker. */
    Optional<Entry> latest() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
    }

    /** What a request for this version finds. */
    Optional<Entry> find(Version.Named version) {
        return entries.stream().filter(kept -> kept.version().equals(version)).findFirst();
    }

    boolean hasObject() {
        return latest().flatMap(Entry::etag).isPresent();
    }

    /** After something new came. It takes the place of the null version, if it is one. */
    VersionHistory with(Entry added) {
        List<Entry> all = new ArrayList<>();
        all.add(added);
        all.addAll(without(added.version()).entries());
        return new VersionHistory(all);
    }

    VersionHistory without(Version.Named version) {
        return new VersionHistory(
                entries.stream().filter(kept -> !kept.version().equals(version)).toList());
    }
}
