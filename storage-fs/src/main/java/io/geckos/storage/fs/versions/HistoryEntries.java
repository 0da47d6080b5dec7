package io.geckos.storage.fs.versions;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listing says of the versions of one key; of those it does not come to, nothing is read. */
final class HistoryEntries {
    private final KeyVersions versions;
    private final ObjectId id;
    private final KeyHistory history;
    private final @Nullable DirectoryHandle dir;

    HistoryEntries(KeyVersions versions, ObjectId id, KeyHistory history, @Nullable DirectoryHandle dir) {
        this.versions = versions;
        this.id = id;
        this.history = history;
        this.dir = dir;
    }

    List<VersionPosition.PageEntry> behind(VersionPosition.Place place, int most) throws FileFault {
        long behind = place.order(history.nullOrder());
        List<VersionPosition.PageEntry> entries = new ArrayList<>();
        LocatedObject current = history.current();
        VersionName implied = history.impliedMarker(id.key(), versions.stamps());
        if (current != null && current.entry().version().order() < behind) {
            entries.add(stored(current, true));
        }
        if (implied != null && implied.stamp().order() < behind) {
            entries.add(marker(implied, true));
        }
        boolean covered = current != null || implied != null;
        VersionNames kept = history.kept();
        for (int i = kept.firstBehind(behind); i < kept.size() && entries.size() < most; i++) {
            VersionPosition.PageEntry entry = entry(kept.get(i), i == 0 && !covered);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries.size() > most ? entries.subList(0, most) : entries;
    }

    private VersionPosition.@Nullable PageEntry entry(VersionName name, boolean latest) throws FileFault {
        if (name.marker()) {
            return marker(name, latest);
        }
        LocatedObject found = dir == null ? null : versions.read(dir, id, name, false);
        // Whatever has gone meanwhile was removed by a person.
        return found == null ? null : stored(found, latest);
    }

    private VersionPosition.PageEntry stored(LocatedObject found, boolean latest) {
        VersionStamp stamp = found.entry().version();
        VersionEntry entry =
                new VersionEntry.Stored(stamp.version(), found.entry().info(id).summary(), latest);
        return new VersionPosition.PageEntry(entry, stamp.order());
    }

    private VersionPosition.PageEntry marker(VersionName name, boolean latest) {
        long order = name.stamp().order();
        VersionEntry entry = new VersionEntry.DeleteMarker(id, name.version(), latest, FileStatus.instant(order));
        return new VersionPosition.PageEntry(entry, order);
    }
}
