package io.geckos.domain.multipart;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.Page;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Span;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Part;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.Upload;
import java.util.Optional;

/**
 * A multipart store that forwards every call: the base of decorators and fakes, which override what they change. It forwards what has
 * a default in the port too, so that nothing is lost on the way.
 */
public abstract class ForwardingMultipartStore implements MultipartStore {
    private final MultipartStore uploads;

    /** Forwards to {@code uploads}. */
    public ForwardingMultipartStore(MultipartStore uploads) {
        this.uploads = uploads;
    }

    /** What calls are forwarded to. */
    protected final MultipartStore delegate() {
        return uploads;
    }

    @Override
    public UploadInfo begin(ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum) {
        return uploads.begin(id, spec, checksum);
    }

    @Override
    public UploadInfo get(UploadId upload) {
        return uploads.get(upload);
    }

    @Override
    public Part putPart(UploadId upload, int number, Upload body) {
        return uploads.putPart(upload, number, body);
    }

    @Override
    public Part copyPart(UploadId upload, int number, StoredObject source, Span span) {
        return uploads.copyPart(upload, number, source, span);
    }

    @Override
    public ObjectInfo complete(UploadId upload, Completion completion) {
        return uploads.complete(upload, completion);
    }

    @Override
    public void abort(UploadId upload) {
        uploads.abort(upload);
    }

    @Override
    public Page<Part> listParts(UploadId upload, int after, int limit) {
        return uploads.listParts(upload, after, limit);
    }

    @Override
    public Page<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        return uploads.listUploads(bucket, query);
    }
}
