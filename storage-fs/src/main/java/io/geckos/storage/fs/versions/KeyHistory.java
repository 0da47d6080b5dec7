package io.geckos.storage.fs.versions;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import org.jspecify.annotations.Nullable;

/**
 * All versions and delete markers of a key, by the rules that make every state legal that a loss of power may leave:
 *
 * <ol start="0">
 *   <li>The file at the place of the key, if there is one, is the latest version. If one that is kept is newer than what its
 *       sidecar says, a person put it there, and it is newer than all.
 *   <li>What is kept and has the order of that file is its twin, a kept null version beside a file that is the null version
 *       was replaced: neither is there.
 *   <li>A delete marker of the version that is that file is not there.
 *   <li>Of several null versions the newest is there.
 *   <li>What is kept with bytes is told by its name; a sidecar alone is nothing.
 * </ol>
 *
 * @param current the file at the place of the key, said to be the version that it is; null if there is none
 * @param byHand whether a person put that file: nobody has written down yet which version it is
 * @param kept what else is there, newest first
 */
public record KeyHistory(@Nullable LocatedObject current, boolean byHand, VersionNames kept) {
    /** Tells whether a person put or edited an object's file, so that no sidecar names its version yet. */
    public static boolean isPutByHand(LocatedObject found) {
        return found.entry().stamp() == null
                && !found.entry().isRead()
                && !found.place().is(ObjectPath.Kind.MARKER);
    }

    /**
     * What a look has found of a key.
     *
     * @param names in the directory of its versions
     */
    static KeyHistory of(ObjectKey key, @Nullable LocatedObject found, VersionNames names, VersionStamps stamps)
            throws FileFault {
        VersionStamp said =
                found == null || isPutByHand(found) ? null : found.entry().version();
        VersionNames kept = visible(names, said);
        boolean byHand = found != null && (said == null || (!kept.isEmpty() && kept.order(0) > said.order()));
        LocatedObject current = found;
        if (found != null && byHand) {
            kept = visible(names, null);
            current = found.with(found.entry().withStamp(stamps.stamp(key, newerThan(kept, modified(found)))));
        }
        return new KeyHistory(current, byHand, kept);
    }

    /** All but what the rules hide. As a rule that is nothing, so nothing is copied before something is hidden. */
    private static VersionNames visible(VersionNames all, @Nullable VersionStamp current) {
        boolean hasNull = current != null && current.isNull();
        long last = VersionName.NOTHING;
        VersionNames.Builder visible = null;
        for (int i = 0; i < all.size(); i++) {
            boolean hidden = current != null && (all.order(i) == current.order() || all.deleted(i) == current.order());
            // A marker that is being renamed may have both names.
            if (hidden || (all.isNull(i) && hasNull) || all.order(i) == last) {
                visible = visible == null ? all.first(i) : visible;
                continue;
            }
            hasNull |= all.isNull(i);
            last = all.order(i);
            if (visible != null) {
                visible.copy(all, i, 1);
            }
        }
        return visible == null ? all : visible.build();
    }

    private static long modified(LocatedObject found) {
        FileStatus stat = found.stat();
        return stat == null ? found.entry().binding().modified() : stat.modified();
    }

    private static long newerThan(VersionNames kept, long time) {
        return kept.isEmpty() ? time : Math.max(time, kept.order(0) + VersionStamp.STEP);
    }

    /** The order of a version that is made at {@code time}: newer than all there are, also if a clock went back. */
    long next(long time) {
        return current == null
                ? newerThan(kept, time)
                : Math.max(time, current.entry().version().order() + VersionStamp.STEP);
    }

    /**
     * The delete marker that nobody made: the file was removed by a person while earlier versions were kept. Null if there is
     * none.
     */
    public @Nullable VersionName impliedMarker(ObjectKey key, VersionStamps stamps) throws FileFault {
        if (current != null || kept.isEmpty() || kept.getFirst().marker()) {
            return null;
        }
        VersionStamp newest = kept.getFirst().stamp();
        return VersionName.marker(stamps.stamp(key, newest.order() + VersionStamp.STEP), newest.order());
    }

    /** What is kept of a version; null if nothing is. */
    public @Nullable VersionName find(Version version) {
        return switch (version) {
            case Version.Latest _ -> null;
            case Version.Null _ -> kept.firstNull();
            case Version.Exactly(var id) -> {
                VersionName data = VersionName.of(id);
                yield data == null ? null : kept.firstOf(data.stamp());
            }
        };
    }

    /** When the null version, if there is one, was made; null if there is none. */
    public @Nullable Long nullOrder() {
        if (current != null && current.entry().version().isNull()) {
            return current.entry().version().order();
        }
        VersionName name = kept.firstNull();
        return name == null ? null : name.stamp().order();
    }

    /** Tells whether the current object is the version that is meant. */
    public boolean isCurrent(Version version) {
        return current != null && current.entry().version().version().equals(version);
    }

    /** Tells whether nothing is left of the key. */
    public boolean isEmpty() {
        return current == null && kept.isEmpty();
    }
}
