package io.geckos.storage.fs.versions;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * @param remains names that no rule lets be there: they can be removed
 */
public record KeyHistory(@Nullable LocatedObject current, boolean byHand, List<VersionName> kept, Set<String> remains) {
    private static final Comparator<VersionName> NEWEST_FIRST = Comparator.<VersionName>comparingLong(
                    name -> name.stamp().order())
            .reversed()
            .thenComparing(VersionName::fileName);

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
    static KeyHistory of(ObjectKey key, @Nullable LocatedObject found, Collection<String> names, VersionStamps stamps)
            throws FileFault {
        List<VersionName> all = new ArrayList<>();
        for (String name : names) {
            VersionName read = VersionName.read(name);
            if (read != null) {
                all.add(read);
            }
        }
        all.sort(NEWEST_FIRST);
        VersionStamp said =
                found == null || isPutByHand(found) ? null : found.entry().version();
        List<VersionName> kept = visible(all, said);
        boolean byHand = found != null
                && (said == null || (!kept.isEmpty() && kept.getFirst().stamp().order() > said.order()));
        LocatedObject current = found;
        if (found != null && byHand) {
            kept = visible(all, null);
            current = found.with(found.entry().withStamp(stamps.stamp(key, newerThan(kept, modified(found)))));
        }
        return new KeyHistory(current, byHand, List.copyOf(kept), remains(names, kept));
    }

    private static List<VersionName> visible(List<VersionName> all, @Nullable VersionStamp current) {
        List<VersionName> visible = new ArrayList<>(all.size());
        boolean hasNull = current != null && current.isNull();
        long last = VersionName.NOTHING;
        for (VersionName name : all) {
            VersionStamp stamp = name.stamp();
            boolean hidden = current != null
                    && (stamp.order() == current.order() || (name.marker() && name.deleted() == current.order()));
            // A marker that is being renamed may have both names.
            if (hidden || (stamp.isNull() && hasNull) || stamp.order() == last) {
                continue;
            }
            hasNull |= stamp.isNull();
            last = stamp.order();
            visible.add(name);
        }
        return visible;
    }

    private static Set<String> remains(Collection<String> names, List<VersionName> kept) {
        Set<String> needed = new HashSet<>();
        for (VersionName name : kept) {
            needed.add(name.fileName());
            if (!name.marker()) {
                needed.add(name.sidecar());
            }
        }
        Set<String> remains = new HashSet<>();
        for (String name : names) {
            boolean ours = VersionName.read(name) != null || VersionName.isSidecar(name);
            if (ours && !needed.contains(name)) {
                remains.add(name);
            }
        }
        return remains;
    }

    private static long modified(LocatedObject found) {
        FileStatus stat = found.stat();
        return stat == null ? found.entry().binding().modified() : stat.modified();
    }

    private static long newerThan(List<VersionName> kept, long time) {
        return kept.isEmpty() ? time : Math.max(time, kept.getFirst().stamp().order() + VersionStamp.STEP);
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
        for (VersionName name : kept) {
            if (name.version().equals(version)) {
                return name;
            }
        }
        return null;
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
