package io.geckos.storage.fs.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.index.NameEncoding;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of buckets that have been listed, in the order of listings, as the names of their directories tell nothing of
 * their keys. Nobody but the engine begins uploads, and it tells; one that has ended is noticed when it comes to be listed.
 */
final class UploadIndex {
    /** The part of the memory for names that uploads may take. */
    private static final int SHARE = 8;

    /** Room for a page of the longest keys. */
    private static final long LEAST = 2 << 20;

    private final UploadDirectories uploads;
    private final long memory;
    private final Map<BucketName, BucketUploads> buckets = new ConcurrentHashMap<>();
    private final ReentrantLock large = new ReentrantLock();

    /** @param memory bytes that all names, of objects and of uploads, may take */
    UploadIndex(UploadDirectories uploads, long memory) {
        this.uploads = uploads;
        this.memory = Math.max(LEAST, memory / SHARE);
    }

    /**
     * An upload's place in the order of listings.
     *
     * @param upload its id
     */
    record Position(String key, String upload) {
        static Position of(UploadInfo info) {
            return new Position(info.id().object().key().value(), info.id().value());
        }

        /** As they are compared. */
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

    /** The first upload of a bucket that is not before {@code from}; null if there is none. */
    @Nullable
    Position first(BucketName bucket, byte[] from) throws FileFault {
        byte[] first = buckets.computeIfAbsent(bucket, it -> new BucketUploads(this, it))
                .first(from);
        return first == null ? null : Position.of(first);
    }

    /** To be called when an upload has begun. */
    void begun(UploadInfo info) {
        BucketUploads known = buckets.get(info.id().object().bucket());
        if (known != null) {
            known.add(Position.of(info));
        }
    }

    /** Forgets an upload that has ended. */
    void remove(BucketName bucket, Position place) {
        BucketUploads known = buckets.get(bucket);
        if (known != null) {
            known.remove(place);
        }
    }

    /** Forgets all, as when another data directory has come in the place of the former. */
    void forget() {
        buckets.clear();
    }

    UploadDirectories uploads() {
        return uploads;
    }

    /** How many bytes the uploads of one bucket may take. */
    long memory() {
        return memory;
    }

    /** Held by the one that reads more than a few uploads, for memory's sake. */
    ReentrantLock large() {
        return large;
    }

    /** Forgets what is known of other buckets, if all together take too much. */
    void evict(BucketUploads latest) {
        if (buckets.values().stream().mapToLong(BucketUploads::bytes).sum() > memory) {
            buckets.values().stream().filter(it -> it != latest).forEach(BucketUploads::forget);
        }
    }
}
