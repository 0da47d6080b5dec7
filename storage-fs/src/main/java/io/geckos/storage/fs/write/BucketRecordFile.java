package io.geckos.storage.fs.write;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.Optional;

/** Keeps the records of buckets, each in a directory of its own that is not the bucket. */
public final class BucketRecordFile {
    public static final String RECORD = "bucket.json";

    private final DataDirectory volume;
    private final ObjectLookup lookup;

    public BucketRecordFile(DataDirectory volume, ObjectLookup lookup) {
        this.volume = volume;
        this.lookup = lookup;
    }

    /** Empty for a bucket that was made by hand, or whose record cannot be read. */
    public Optional<BucketRecord> read(BucketName bucket) throws FileFault {
        try (DirectoryHandle dir = volume.files().openDir(volume.buckets(), bucket.value())) {
            byte[] bytes = dir == null ? null : lookup.read(dir, RECORD);
            return bytes == null ? Optional.empty() : BucketRecord.read(bucket, bytes);
        }
    }

    /** Replaces the record of a bucket, durably. */
    public void write(BucketName bucket, BucketRecord record) throws FileFault {
        try (DirectoryHandle dir = volume.ensure(volume.buckets(), bucket.value());
                StagedFile staged = StagedFile.of(volume, record.write())) {
            staged.moveTo(dir, RECORD);
            volume.syncs().force(dir);
        }
    }

    /** Removes all that is kept of a bucket, if anything is. */
    public void discard(BucketName bucket) throws FileFault {
        if (volume.files().stat(volume.buckets(), bucket.value()) != null) {
            volume.discard(volume.buckets(), bucket.value());
        }
    }
}
