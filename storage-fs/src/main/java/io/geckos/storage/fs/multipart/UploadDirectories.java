package io.geckos.storage.fs.multipart;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.PartMetadata;
import io.geckos.storage.fs.format.UploadRecord;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import io.geckos.storage.fs.write.UploadCleanup;
import io.geckos.storage.fs.write.UsageCounters;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directories of uploads that are under way. Each holds the record of its upload and its parts. */
public final class UploadDirectories implements UploadCleanup {
    public static final String UPLOADS = "uploads";
    public static final String RECORD = "upload.json";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PART = Pattern.compile("[0-9]{5}");

    private final DataDirectory volume;
    private final ObjectLookup lookup;
    private final UsageCounters holdings;

    /** Seeded by the first upload, not by each start. */
    private static final class Random {
        static final SecureRandom SEEDED = new SecureRandom();
    }

    public UploadDirectories(DataDirectory volume, ObjectLookup lookup, UsageCounters holdings) {
        this.volume = volume;
        this.lookup = lookup;
        this.holdings = holdings;
    }

    /** A unique id that cannot be guessed. Ids ascend in the order in which uploads begin. */
    String newId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(volume.clock().next()) + hex.toHexDigits(Random.SEEDED.nextLong());
    }

    /** Begins an upload, in one step and durably. */
    void begin(UploadInfo info) throws FileFault {
        String name = volume.stagingName();
        try {
            begin(info, name);
        } catch (FileFault fault) {
            volume.tidy(() -> volume.removeTree(volume.staging().base(), name));
            throw fault;
        }
    }

    private void begin(UploadInfo info, String name) throws FileFault {
        try (DirectoryHandle made = volume.make(volume.staging().base(), name);
                StagedFile record = StagedFile.of(volume, FileAccess.OWNER, UploadRecord.write(info))) {
            record.moveTo(made, RECORD);
            volume.syncs().force(made);
        }
        String bucket = info.id().object().bucket().value();
        try (DirectoryHandle kept = volume.ensure(volume.buckets(), bucket);
                DirectoryHandle uploads = volume.ensure(kept, UPLOADS)) {
            volume.files()
                    .rename(volume.staging().base(), name, uploads, info.id().value());
            holdings.of(info.id().object().bucket()).uploadBegan();
            volume.syncs().force(uploads);
        }
    }

    /** Replaces the record of an upload, in one step and durably; false if it is not under way. */
    boolean replace(UploadInfo info) throws FileFault {
        try (DirectoryHandle dir = open(info.id().object().bucket(), info.id().value())) {
            if (dir == null) {
                return false;
            }
            try (StagedFile record = StagedFile.of(volume, FileAccess.OWNER, UploadRecord.write(info))) {
                record.moveTo(dir, RECORD);
            }
            volume.syncs().force(dir);
            return true;
        } catch (FileFault fault) {
            if (fault.is(Errno.ENOENT)) {
                return false;
            }
            throw fault;
        }
    }

    /** The directory of a bucket's uploads; null if none ever began. */
    @Nullable
    DirectoryHandle all(BucketName bucket) throws FileFault {
        return volume.files().openDir(volume.buckets(), bucket + "/" + UPLOADS);
    }

    /** The directory of an upload; null if it is not under way. */
    @Nullable
    DirectoryHandle open(BucketName bucket, String upload) throws FileFault {
        return ID.matcher(upload).matches()
                ? volume.files().openDir(volume.buckets(), bucket + "/" + UPLOADS + "/" + upload)
                : null;
    }

    /** Tells whether an upload is under way, without reading its record. */
    boolean isUnderWay(UploadId upload) throws FileFault {
        try (DirectoryHandle dir = open(upload.object().bucket(), upload.value())) {
            return dir != null;
        }
    }

    /** The record of an upload; null if it is not under way, or is of another key. */
    @Nullable
    UploadInfo read(UploadId upload) throws FileFault {
        ObjectId object = upload.object();
        try (DirectoryHandle dir = open(object.bucket(), upload.value())) {
            UploadInfo info = dir == null ? null : read(dir, object.bucket(), upload.value());
            return info != null && info.id().equals(upload) ? info : null;
        }
    }

    /** The record in the directory of an upload; null if it cannot be read. */
    @Nullable
    UploadInfo read(DirectoryHandle dir, BucketName bucket, String upload) throws FileFault {
        byte[] bytes = lookup.read(dir, RECORD);
        return bytes == null ? null : UploadRecord.read(bytes, bucket, upload);
    }

    /** The record of an upload below the open directory of all uploads of a bucket; null if it cannot be read. */
    @Nullable
    UploadInfo readBelow(DirectoryHandle all, BucketName bucket, String upload) throws FileFault {
        try (DirectoryHandle dir = volume.files().openDir(all, upload)) {
            return dir == null ? null : read(dir, bucket, upload);
        }
    }

    /** Puts a part of so many bytes in its place, replacing one of its number. The caller holds the lock of the upload. */
    void store(BucketName bucket, DirectoryHandle dir, int number, StagedFile part, long size) throws FileFault {
        long replaced = size(dir, number);
        part.moveTo(dir, name(number));
        holdings.of(bucket).partStored(size - replaced);
        volume.syncs().force(dir);
    }

    /** Opens the file of a part; null if there is none. */
    @Nullable
    FileHandle openPart(DirectoryHandle dir, int number) throws FileFault {
        return volume.files().open(dir, name(number));
    }

    /** Reads the metadata of a part; null if there is none. */
    @Nullable
    PartMetadata part(DirectoryHandle dir, int number) throws FileFault {
        try (FileHandle file = openPart(dir, number)) {
            return file == null ? null : PartFile.read(volume.files(), file);
        }
    }

    /** The lowest numbers of parts above {@code after}. */
    SortedSet<Integer> numbers(DirectoryHandle dir, int after, int limit) throws FileFault {
        TreeSet<Integer> numbers = new TreeSet<>();
        volume.files().list(dir, (name, type) -> {
            int number = name != null
                            && type == FileType.REGULAR
                            && PART.matcher(name).matches()
                    ? Integer.parseInt(name)
                    : 0;
            if (number > after) {
                numbers.add(number);
                if (numbers.size() > limit) {
                    numbers.removeLast();
                }
            }
        });
        return numbers;
    }

    /**
     * The bytes of all parts of an upload; 0 if it is not under way.
     *
     * @param after is run after each part was looked at
     */
    public long size(BucketName bucket, String upload, Runnable after) throws FileFault {
        try (DirectoryHandle dir = open(bucket, upload)) {
            if (dir == null) {
                return 0;
            }
            long size = 0;
            for (int number : numbers(dir, 0, ObjectPart.MAX_NUMBER)) {
                size += size(dir, number);
                after.run();
            }
            return size;
        }
    }

    /** The stored size of a part; 0 if there is none. If it cannot be read, the size of its file. */
    private long size(DirectoryHandle dir, int number) throws FileFault {
        try (FileHandle file = openPart(dir, number)) {
            return file == null ? 0 : PartFile.read(volume.files(), file).storedSize();
        } catch (FileFault fault) {
            if (fault.is(Errno.EIO)) {
                volume.health().halt(fault);
            }
            // An upload can be removed even if its size cannot be read.
            FileStatus stat = volume.files().stat(dir, name(number));
            return stat == null ? 0 : stat.size();
        }
    }

    private static String name(int number) {
        return "%05d".formatted(number);
    }

    /** The names of all that is kept of a bucket's uploads. */
    public List<String> names(BucketName bucket) throws FileFault {
        List<String> names = new ArrayList<>();
        try (DirectoryHandle uploads = all(bucket)) {
            if (uploads != null) {
                visit(uploads, names::add);
            }
        }
        return names;
    }

    /** Sees a name. */
    @FunctionalInterface
    interface NameVisitor {
        void visit(String name) throws FileFault;
    }

    /** Visits the names of all that is kept of uploads, below the open directory of all of a bucket. */
    void visit(DirectoryHandle all, NameVisitor visitor) throws FileFault {
        volume.files().list(all, (name, _) -> {
            if (name != null) {
                visitor.visit(name);
            }
        });
    }

    /** Tells whether an upload began, and its latest part was stored, before a time in nanoseconds since 1970. */
    public boolean isIdle(BucketName bucket, String upload, long before) throws FileFault {
        try (DirectoryHandle uploads = all(bucket)) {
            // Each part that comes is moved into the upload's directory, which sets the directory's time.
            FileStatus stat = uploads == null ? null : volume.files().stat(uploads, upload);
            return stat != null && stat.modified() < before;
        }
    }

    /** Removes an upload durably, even if another thread has just removed it and not yet synced the directory. */
    @Override
    public void end(BucketName bucket, String upload) throws FileFault {
        if (!discard(bucket, upload)) {
            try (DirectoryHandle uploads = all(bucket)) {
                if (uploads != null) {
                    volume.syncs().force(uploads);
                }
            }
        }
    }

    /** Removes an upload with all its parts, durably, if it is there; tells whether it was. */
    boolean discard(BucketName bucket, String upload) throws FileFault {
        try (DirectoryHandle uploads = all(bucket)) {
            if (uploads == null
                    || !ID.matcher(upload).matches()
                    || volume.files().stat(uploads, upload) == null) {
                return false;
            }
            long bytes = size(bucket, upload, () -> {});
            volume.discard(uploads, upload);
            holdings.of(bucket).uploadEnded(bytes);
            return true;
        } catch (FileFault fault) {
            if (fault.is(Errno.ENOENT)) {
                return false;
            }
            throw fault;
        }
    }
}
