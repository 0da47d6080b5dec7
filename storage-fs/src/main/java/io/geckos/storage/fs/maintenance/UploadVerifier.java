package io.geckos.storage.fs.maintenance;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.engine.VerifyFinding.Kind;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.format.PartMetadata;
import io.geckos.storage.fs.format.UploadRecord;
import io.geckos.storage.fs.multipart.PartFile;
import io.geckos.storage.fs.multipart.UploadDirectories;
import io.geckos.storage.fs.volume.BucketRecords;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the engine keeps of buckets besides their objects: settings, and the parts of uploads. */
final class UploadVerifier {
    private final FileOps files;
    private final ContentVerifier reading;
    private final VerifyRun inspector;

    UploadVerifier(FileOps files, ContentVerifier reading, VerifyRun inspector) {
        this.files = files;
        this.reading = reading;
        this.inspector = inspector;
    }

    void inspect(BucketName bucket) {
        String path = InternalPaths.ROOT + "/" + InternalPaths.BUCKETS + "/" + bucket;
        try (DirectoryHandle kept = files.openDir(files.root(), path)) {
            byte[] record = kept == null ? null : SmallFiles.read(files, kept, BucketRecords.RECORD);
            if (kept == null) {
                return;
            }
            if (record != null && BucketRecord.read(record) == null) {
                inspector.tellAndTake(
                        Kind.UNINTELLIGIBLE, path, "has settings that cannot be read", kept, BucketRecords.RECORD);
            }
            try (DirectoryHandle uploads = files.openDir(kept, UploadDirectories.UPLOADS)) {
                inspectAll(bucket, uploads);
            }
        } catch (FileFault fault) {
            inspector.tell(Kind.UNREADABLE, path, fault.getMessage());
        }
    }

    private void inspectAll(BucketName bucket, @Nullable DirectoryHandle uploads) throws FileFault {
        if (uploads == null) {
            return;
        }
        files.list(uploads, (name, _) -> {
            if (name == null) {
                return;
            }
            try (DirectoryHandle upload = files.openDir(uploads, name)) {
                if (upload != null && !isIntelligible(bucket, name, upload) && files.stat(uploads, name) != null) {
                    // It did not end just now.
                    inspector.tell(Kind.UNINTELLIGIBLE, upload.path(), "is an upload of which nothing can be read");
                }
                if (upload != null) {
                    inspectParts(upload);
                }
            }
        });
    }

    private boolean isIntelligible(BucketName bucket, String name, DirectoryHandle upload) throws FileFault {
        byte[] record = SmallFiles.read(files, upload, UploadDirectories.RECORD);
        return record != null && UploadRecord.read(record, bucket, name) != null;
    }

    private void inspectParts(DirectoryHandle upload) throws FileFault {
        files.list(upload, (part, type) -> {
            if (part != null && type == FileType.REGULAR && !part.equals(UploadDirectories.RECORD)) {
                inspectPart(upload, part);
            }
        });
    }

    private void inspectPart(DirectoryHandle upload, String name) throws FileFault {
        try (FileHandle file = files.open(upload, name)) {
            if (file == null) {
                return;
            }
            PartMetadata described = PartFile.read(files, file);
            ObjectPart part = described.part();
            Checksum sealed = described.checksum();
            if (sealed != null) {
                String problem = reading.sealedDisagreement(file, described.storedSize(), sealed);
                if (problem != null) {
                    damaged(upload, name, problem);
                }
            } else if (!reading.digests(file, ByteSpan.whole(part.size()), Set.of())
                    .md5()
                    .equals(part.etag())) {
                damaged(upload, name, "has not the MD5 " + part.etag());
            }
        } catch (FileFault fault) {
            if (!fault.is(Errno.OTHER)) {
                throw fault;
            }
            damaged(upload, name, fault.getMessage());
        }
    }

    private void damaged(DirectoryHandle upload, String name, String what) {
        inspector.tellAndTake(Kind.DAMAGED, upload.path() + "/" + name, what, upload, name);
    }
}
