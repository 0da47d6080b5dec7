package io.geckos.storage.fs.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.index.MergedRuns;
import io.geckos.storage.fs.index.NameEncoding;
import io.geckos.storage.fs.index.PrefixCompressedSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of buckets that have been listed, in the order of listings, as the names of their directories tell nothing of
 * their keys. Nobody but the engine begins uploads, and it tells; one that has ended is noticed when it comes to be listed.
 */
final class UploadIndex {
    private final UploadDirectories uploads;
    private final long memory;
    private final Map<BucketName, BucketUploads> buckets = new ConcurrentHashMap<>();

    /** @param memory bytes of uploads that may stay known from one listing to the next */
    UploadIndex(UploadDirectories uploads, long memory) {
        this.uploads = uploads;
        this.memory = memory;
    }

    /**
     * An upload's place in the order of listings.
     *
     * @param upload its id
     */
    record Position(String key, String upload) {
        /** As {@link PrefixCompressedSet} order it. */
        byte[] bytes() {
            byte[] id = upload.getBytes(UTF_8);
            byte[] all = NameEncoding.all(key);
            byte[] bytes = Arrays.copyOf(all, all.length + id.length);
            System.arraycopy(id, 0, bytes, all.length, id.length);
            return bytes;
        }

        static Position of(byte[] bytes) {
            String key = NameEncoding.text(bytes);
            int end = NameEncoding.all(key).length;
            return new Position(key, new String(bytes, end, bytes.length - end, UTF_8));
        }
    }

    /** The uploads of one bucket. */
    final class BucketUploads {
        /** Held by the one that reads for all. */
        private final ReentrantLock reading = new ReentrantLock();

        /** Held for short; guards all below. */
        private final ReentrantLock lock = new ReentrantLock();

        private @Nullable PrefixCompressedSet places;
        private @Nullable List<Position> begunMeanwhile;

        /** The first that is not before {@code from}; null if there is none. */
        @Nullable
        Position first(byte[] from) {
            lock.lock();
            try {
                PrefixCompressedSet.Cursor cursor = places == null ? null : places.seek(from);
                return cursor == null || cursor.isAtEnd() ? null : Position.of(cursor.value());
            } finally {
                lock.unlock();
            }
        }

        private void add(Position place) {
            lock.lock();
            try {
                if (begunMeanwhile != null) {
                    begunMeanwhile.add(place);
                } else if (places != null) {
                    boolean _ = places.add(place.bytes());
                }
            } finally {
                lock.unlock();
            }
        }

        /** Forgets an upload that has ended. */
        void remove(Position place) {
            lock.lock();
            try {
                boolean _ = places != null && places.remove(place.bytes());
            } finally {
                lock.unlock();
            }
        }

        /** Reads what is there, unless that is known; nobody who begins an upload waits for it. */
        private void read(BucketName bucket) throws FileFault {
            reading.lock();
            try {
                if (begin()) {
                    end(sorted(UploadIndex.this.read(bucket)));
                }
            } finally {
                abandon();
                reading.unlock();
            }
        }

        /** Notes from now on what begins; false if all is known. */
        private boolean begin() {
            lock.lock();
            try {
                begunMeanwhile = places == null ? new ArrayList<>() : null;
                return places == null;
            } finally {
                lock.unlock();
            }
        }

        private void end(PrefixCompressedSet read) {
            lock.lock();
            try {
                for (Position place : begunMeanwhile == null ? List.<Position>of() : begunMeanwhile) {
                    // It may have been come by as well.
                    boolean _ = read.add(place.bytes());
                }
                begunMeanwhile = null;
                places = read;
            } finally {
                lock.unlock();
            }
        }

        /** Ends a reading that failed. */
        private void abandon() {
            lock.lock();
            try {
                begunMeanwhile = null;
            } finally {
                lock.unlock();
            }
        }

        private long bytes() {
            lock.lock();
            try {
                return places == null ? 0 : places.bytes();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The uploads of a bucket; good for one listing. */
    BucketUploads of(BucketName bucket) throws FileFault {
        BucketUploads known = buckets.computeIfAbsent(bucket, _ -> new BucketUploads());
        known.read(bucket);
        if (buckets.values().stream().mapToLong(BucketUploads::bytes).sum() > memory) {
            buckets.clear();
        }
        return known;
    }

    private static PrefixCompressedSet sorted(List<Position> places) {
        MergedRuns runs = new MergedRuns();
        places.forEach(place -> runs.add(place.bytes()));
        List<byte[]> sorted = new ArrayList<>();
        runs.forEach(sorted::add);
        PrefixCompressedSet strings = new PrefixCompressedSet();
        strings.append(sorted);
        return strings;
    }

    private List<Position> read(BucketName bucket) throws FileFault {
        List<Position> places = new ArrayList<>();
        try (DirectoryHandle all = uploads.all(bucket)) {
            if (all != null) {
                for (String name : uploads.names(bucket)) {
                    UploadInfo info = uploads.readBelow(all, bucket, name);
                    if (info != null) {
                        places.add(new Position(info.id().object().key().value(), name));
                    }
                }
            }
        }
        return places;
    }

    /** To be called when an upload has begun. */
    void begun(UploadInfo info) {
        BucketUploads known = buckets.get(info.id().object().bucket());
        if (known != null) {
            known.add(new Position(info.id().object().key().value(), info.id().value()));
        }
    }

    /** Forgets all, as when another data directory has come in the place of the former. */
    void forget() {
        buckets.clear();
    }
}
