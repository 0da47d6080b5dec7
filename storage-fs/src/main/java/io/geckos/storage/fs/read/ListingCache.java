package io.geckos.storage.fs.read;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What listings say of objects whose sidecars were read for one, 32 bytes for each, outside of the heap. An object is told
 * by what the file system says of its file and of its sidecar, so nothing here is ever out of date: what does not fit
 * any more is not found. Of the two, 100 bits of hashes are kept: one of 10<sup>24</sup> changes could go unnoticed.
 *
 * <p>It begins small and grows to its limit; then what comes overwrites what is there, at random.
 */
public final class ListingCache implements AutoCloseable {
    /** An entry: the hash of the file, the rest of what tells it and what is no tag, and the two halves of the tag. */
    private static final int LONGS = 4;

    private static final int BYTES = LONGS * Long.BYTES;

    /** Entries of one set may stand at any of its places. */
    private static final int WAYS = 8;

    private static final int LEAST_SETS = 64;

    /** Of the second word, the number of parts, algorithms, the type of the first and the storage class take the lowest bits. */
    private static final int SAID_BITS = 30;

    private static final int ALGORITHMS_SHIFT = 14;
    private static final int COMPOSITE_SHIFT = 24;
    private static final int CLASS_SHIFT = 25;
    private static final long SAID = (1L << SAID_BITS) - 1;
    private static final int PARTS = (1 << ALGORITHMS_SHIFT) - 1;
    private static final int ALGORITHM_BITS = (1 << (COMPOSITE_SHIFT - ALGORITHMS_SHIFT)) - 1;
    private static final List<ChecksumAlgorithm> ALGORITHMS = List.of(ChecksumAlgorithm.values());

    /** What stands where there is no entry. */
    private static final long FREE = 0;

    /** In sets. */
    private final long most;

    private final StorageClassNumbers classes = new StorageClassNumbers(1 << (SAID_BITS - CLASS_SHIFT));

    private @Nullable Arena arena;
    private MemorySegment table = MemorySegment.NULL;
    private long sets;
    private long entries;
    private boolean closed;

    /** At most so many bytes, or none at all if that is less than one small table takes. */
    public ListingCache(long bytes) {
        this.most = Long.highestOneBit(bytes / BYTES / WAYS);
    }

    /** Tells whether anything is known of a file, with whatever sidecar. */
    synchronized boolean mayKnow(FileStatus file) {
        long hash = hash(file.size(), file.modified());
        return sets > 0 && find(hash, hash, 0, 0) >= 0;
    }

    /** What was put for such a file with such a sidecar; null if nothing was, or is no more. */
    @Nullable
    ObjectSummary get(ObjectId id, FileStatus file, FileStatus sidecar) {
        long hash = hash(file.size(), file.modified());
        long said;
        long high;
        long low;
        synchronized (this) {
            long at = sets == 0 ? -1 : find(hash, hash, hash(sidecar), ~SAID);
            if (at < 0) {
                return null;
            }
            said = word(at, 1) & SAID;
            high = word(at, 2);
            low = word(at, 3);
        }
        List<ChecksumAlgorithm> algorithms = algorithms(said);
        return new ObjectSummary(
                id,
                tag(high, low, (int) said & PARTS),
                file.size(),
                file.lastModified(),
                algorithms,
                algorithms.isEmpty() ? Optional.empty() : Optional.of(type(said)),
                classes.get((int) (said >> CLASS_SHIFT)));
    }

    /** Keeps what a sidecar says of the file it is for, if that is as it is of nearly all. */
    void put(FileStatus sidecar, ObjectMetadata entry) {
        if (most < LEAST_SETS) {
            return;
        }
        ObjectMetadata.Binding binding = entry.binding();
        String tag = entry.etag().value();
        int parts = entry.parts().size();
        // Listings tell the size that the client sent, which the file of a sealed object does not tell.
        boolean isUsual = entry.sealed() == null
                && tag.length() >= 32
                && new ETag(tag.substring(0, 32)).isMd5()
                && tag.substring(32).equals(parts == 0 ? "" : "-" + parts)
                && entry.lastModified().equals(FileStatus.instant(binding.modified()));
        int storageClass = isUsual ? classes.number(entry.spec().storageClass()) : StorageClassNumbers.NONE;
        if (storageClass == StorageClassNumbers.NONE) {
            return;
        }
        long hash = hash(binding.size(), binding.modified());
        long rest = (hash(sidecar) & ~SAID) | (long) storageClass << CLASS_SHIFT | said(entry.checksums(), parts);
        long high = HexFormat.fromHexDigitsToLong(tag, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(tag, 16, 32);
        synchronized (this) {
            if (!closed) {
                growIfFull();
                long at = place(hash, rest);
                table.set(JAVA_LONG, at, hash);
                table.set(JAVA_LONG, at + Long.BYTES, rest);
                table.set(JAVA_LONG, at + 2 * Long.BYTES, high);
                table.set(JAVA_LONG, at + 3 * Long.BYTES, low);
            }
        }
    }

    private static long said(List<Checksum> checksums, int parts) {
        long said = parts;
        for (Checksum checksum : checksums) {
            said |= bit(ALGORITHMS.indexOf(checksum.algorithm()));
        }
        boolean composite = !checksums.isEmpty() && checksums.getFirst().type() == Checksum.Type.COMPOSITE;
        return composite ? said | 1L << COMPOSITE_SHIFT : said;
    }

    private static List<ChecksumAlgorithm> algorithms(long said) {
        if ((said >> ALGORITHMS_SHIFT & ALGORITHM_BITS) == 0) {
            return List.of();
        }
        List<ChecksumAlgorithm> algorithms = new ArrayList<>(1);
        for (int i = 0; i < ALGORITHMS.size(); i++) {
            if ((said & bit(i)) != 0) {
                algorithms.add(ALGORITHMS.get(i));
            }
        }
        return algorithms;
    }

    private static long bit(int algorithm) {
        return 1L << (ALGORITHMS_SHIFT + algorithm);
    }

    private static Checksum.Type type(long said) {
        return (said & 1L << COMPOSITE_SHIFT) == 0 ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
    }

    private static ETag tag(long high, long low, int parts) {
        HexFormat hex = HexFormat.of();
        String md5 = hex.toHexDigits(high) + hex.toHexDigits(low);
        return new ETag(parts == 0 ? md5 : md5 + "-" + parts);
    }

    /** Where to write an entry: over that of the same file, or where there is none, or over any of its set. */
    private long place(long hash, long rest) {
        long same = find(hash, hash, 0, 0);
        if (same >= 0) {
            return same;
        }
        long free = find(hash, FREE, 0, 0);
        if (free >= 0) {
            entries++;
            return free;
        }
        return first(hash) + (rest >>> 61) * BYTES;
    }

    /**
     * Where in the set of a hash an entry begins with {@code word}, and goes on with {@code rest} under a mask; -1 if none
     * does.
     */
    private long find(long hash, long word, long rest, long mask) {
        long first = first(hash);
        for (long at = first; at < first + WAYS * BYTES; at += BYTES) {
            if (word(at, 0) == word && ((word(at, 1) ^ rest) & mask) == 0) {
                return at;
            }
        }
        return -1;
    }

    private long word(long at, int index) {
        return table.get(JAVA_LONG, at + (long) index * Long.BYTES);
    }

    private long first(long hash) {
        return (hash & sets - 1) * WAYS * BYTES;
    }

    /** Doubles what is three quarters full. It is O(n) for whoever does it, and as rare as that is long. */
    @SuppressWarnings("MustBeClosedChecker") // Closed when it is outgrown, or with this.
    private void growIfFull() {
        if (sets == most || entries * 4 < sets * WAYS * 3) {
            return;
        }
        long more = sets == 0 ? LEAST_SETS : sets * 2;
        Arena next = Arena.ofShared();
        MemorySegment larger = next.allocate(more * WAYS * BYTES, Long.BYTES);
        Arena outgrown = arena;
        MemorySegment old = table;
        arena = next;
        table = larger;
        sets = more;
        entries = 0;
        for (long at = 0; at < old.byteSize(); at += BYTES) {
            long hash = old.get(JAVA_LONG, at);
            if (hash != FREE) {
                MemorySegment.copy(old, at, table, place(hash, old.get(JAVA_LONG, at + Long.BYTES)), BYTES);
            }
        }
        if (outgrown != null) {
            outgrown.close();
        }
    }

    private static long hash(FileStatus sidecar) {
        return mixed(mixed(mixed(mixed(0, sidecar.inode()), sidecar.born()), sidecar.size()), sidecar.modified());
    }

    private static long hash(long size, long modified) {
        long hash = mixed(mixed(0, size), modified);
        return hash == FREE ? 1 : hash;
    }

    /** The last step of MurmurHash3, in which every bit of what went in changes half of those that come out. */
    private static long mixed(long hash, long value) {
        long bits = (hash ^ value) + 0x9e3779b97f4a7c15L;
        bits = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 33;
    }

    /** Forgets everything, and keeps nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        sets = 0;
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
