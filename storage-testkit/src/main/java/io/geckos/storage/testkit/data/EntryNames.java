package io.geckos.storage.testkit.data;

import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.VersionEntry;

/** Writes entries of listings as texts, for expected values. */
public final class EntryNames {
    private EntryNames() {}

    /** The text of a common prefix, which is different from the text of a key. */
    public static String commonPrefix(String prefix) {
        return prefix + " …";
    }

    public static String of(ListEntry entry) {
        return switch (entry) {
            case ListEntry.Found(var summary) -> summary.id().key().value();
            case ListEntry.CommonPrefix(var prefix) -> commonPrefix(prefix);
        };
    }

    public static String of(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key().value();
            case VersionEntry.DeleteMarker marker -> marker.id().key().value() + " deleted";
            case VersionEntry.CommonPrefix(var prefix) -> commonPrefix(prefix);
        };
    }

    /** The key that an entry is about; of a group, its prefix. */
    public static String key(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key().value();
            case VersionEntry.DeleteMarker marker -> marker.id().key().value();
            case VersionEntry.CommonPrefix(var prefix) -> prefix;
        };
    }
}
