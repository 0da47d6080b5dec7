package io.geckos.storage.fs.maintenance;

import io.geckos.domain.BucketName;
import io.geckos.domain.Finding.Kind;
import io.geckos.domain.Part;
import io.geckos.domain.Span;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.format.UploadRecord;
import io.geckos.storage.fs.multipart.PartFile;
import io.geckos.storage.fs.multipart.UploadFiles;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.BucketFiles;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the engine keeps of buckets besides their objects: settings, and the parts of uploads. */
final class UploadInspector {
    private final FileOps files;
    private final Reading reading;
    private final Inspector inspector;

    UploadInspector(FileOps files, Reading reading, Inspector inspector) {
        this.files = files;
        this.reading = reading;
        this.inspector = inspector;
    }

    void inspect(BucketName bucket) {
        String path = InternalPaths.ROOT + "/" + Volume.BUCKETS + "/" + bucket;
        try (OpenDir kept = files.openDir(files.root(), path)) {
            byte[] record = kept == null ? null : SmallFiles.read(files, kept, BucketFiles.RECORD);
            if (kept == null) {
                return;
            }
            if (record != null && BucketRecord.read(bucket, record).isEmpty()) {
                inspector.tellAndTake(
                        Kind.UNINTELLIGIBLE, path, "has settings that cannot be read", kept, BucketFiles.RECORD);
            }
            try (OpenDir uploads = files.openDir(kept, UploadFiles.UPLOADS)) {
                inspectAll(bucket, uploads);
            }
        } catch (FileFault fault) {
            inspector.tell(Kind.UNREADABLE, path, fault.getMessage());
        }
    }

    private void inspectAll(BucketName bucket, @Nullable OpenDir uploads) throws FileFault {
        if (uploads == null) {
            return;
        }
        files.list(uploads, (name, _) -> {
            if (name == null) {
                return;
            }
            try (OpenDir upload = files.openDir(uploads, name)) {
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

    private boolean isIntelligible(BucketName bucket, String name, OpenDir upload) throws FileFault {
        byte[] record = SmallFiles.read(files, upload, UploadFiles.RECORD);
        return record != null && UploadRecord.read(record, bucket, name) != null;
    }

    private void inspectParts(OpenDir upload) throws FileFault {
        files.list(upload, (part, type) -> {
            if (part != null && type == FileType.REGULAR && !part.equals(UploadFiles.RECORD)) {
                inspectPart(upload, part);
            }
        });
    }

    private void inspectPart(OpenDir upload, String name) throws FileFault {
        try (OpenFile file = files.open(upload, name)) {
            if (file == null) {
                return;
            }
            Part part = PartFile.read(files, file);
            if (!reading.digests(file, Span.whole(part.size()), Set.of()).md5().equals(part.etag())) {
                damaged(upload, name, "has not the MD5 " + part.etag());
            }
        } catch (FileFault fault) {
            if (!fault.is(Errno.OTHER)) {
                throw fault;
            }
            damaged(upload, name, fault.getMessage());
        }
    }

    private void damaged(OpenDir upload, String name, String what) {
        inspector.tellAndTake(Kind.DAMAGED, upload.path() + "/" + name, what, upload, name);
    }
}
