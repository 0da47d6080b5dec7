package io.geckos.storage.fs.multipart;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of one bucket, as far as they are known. If there are more than fit into the memory, a part of them is, and
 * who asks for others has all read again: that is O(n), for some ten thousand of them at a time.
 */
final class BucketUploads {
    /** So many bytes may be read for any number of buckets at once. */
    private static final long SMALL = 64 << 10;

    private final UploadIndex index;
    private final BucketName bucket;

    /** Held by the one that reads for all. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Held for short, so that nobody who begins an upload waits for a reading; guards both below. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable UploadRange known;
    private @Nullable UploadRange beingRead;

    BucketUploads(UploadIndex index, BucketName bucket) {
        this.index = index;
        this.bucket = bucket;
    }

    /** The first that is not before {@code from}; null if there is none. */
    byte @Nullable [] first(byte[] from) throws FileFault {
        byte[] at = from;
        while (true) {
            UploadRange range = covering(at);
            lock.lock();
            try {
                byte[] first = range.first(at);
                byte[] until = range.until();
                if (first != null || until == null) {
                    return first;
                }
                at = until;
            } finally {
                lock.unlock();
            }
        }
    }

    private UploadRange covering(byte[] place) throws FileFault {
        UploadRange there = knownAt(place);
        if (there != null) {
            return there;
        }
        reading.lock();
        try {
            UploadRange meanwhile = knownAt(place);
            return meanwhile == null ? read(place) : meanwhile;
        } finally {
            reading.unlock();
        }
    }

    private @Nullable UploadRange knownAt(byte[] place) {
        lock.lock();
        try {
            return known != null && known.covers(place) ? known : null;
        } finally {
            lock.unlock();
        }
    }

    private UploadRange read(byte[] from) throws FileFault {
        UploadRange range = new UploadRange(from, index.memory());
        begin(range);
        try (DirectoryHandle all = index.uploads().all(bucket)) {
            if (all != null) {
                index.uploads().visit(all, name -> read(all, name, range));
            }
            end(range);
        } finally {
            begin(null);
            if (index.large().isHeldByCurrentThread()) {
                index.large().unlock();
            }
        }
        index.evict(this);
        return range;
    }

    private void read(DirectoryHandle all, String name, UploadRange range) throws FileFault {
        UploadInfo info = index.uploads().readBelow(all, bucket, name);
        if (info == null) {
            return;
        }
        byte[] place = UploadIndex.Position.of(info).bytes();
        boolean many;
        lock.lock();
        try {
            range.add(place);
            many = range.bytes() > SMALL;
        } finally {
            lock.unlock();
        }
        if (many && !index.large().isHeldByCurrentThread()) {
            index.large().lock();
        }
    }

    /** From now on {@code range} is told what begins; what was known is not, until {@link #end}. */
    private void begin(@Nullable UploadRange range) {
        lock.lock();
        try {
            beingRead = range;
            known = range == null ? known : null;
        } finally {
            lock.unlock();
        }
    }

    private void end(UploadRange range) {
        lock.lock();
        try {
            known = range;
        } finally {
            lock.unlock();
        }
    }

    /** One has begun. */
    void add(UploadIndex.Position place) {
        change(range -> range.add(place.bytes()));
    }

    /** One has ended. */
    void remove(UploadIndex.Position place) {
        change(range -> range.remove(place.bytes()));
    }

    private void change(Consumer<UploadRange> change) {
        lock.lock();
        try {
            if (known != null) {
                change.accept(known);
            }
            if (beingRead != null) {
                change.accept(beingRead);
            }
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        lock.lock();
        try {
            known = null;
        } finally {
            lock.unlock();
        }
    }

    /** About how much memory is taken. */
    long bytes() {
        lock.lock();
        try {
            return known == null ? 0 : known.bytes();
        } finally {
            lock.unlock();
        }
    }
}
