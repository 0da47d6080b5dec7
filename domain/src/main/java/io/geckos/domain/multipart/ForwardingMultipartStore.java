package io.geckos.domain.multipart;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import java.util.Optional;

/**
 * A multipart store that forwards every call to another one. Decorators and fakes extend it and override the methods
 * that they change. It also forwards the methods that have a default in the port.
 */
public abstract class ForwardingMultipartStore implements MultipartStore {
    private final MultipartStore uploads;

    /** Forwards to {@code uploads}. */
    public ForwardingMultipartStore(MultipartStore uploads) {
        this.uploads = uploads;
    }

    /** The store that receives the calls. */
    protected final MultipartStore delegate() {
        return uploads;
    }

    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        return uploads.begin(id, spec, checksum, initiator);
    }

    @Override
    public UploadInfo get(UploadId upload) {
        return uploads.get(upload);
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        return uploads.putPart(upload, number, body);
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        return uploads.copyPart(upload, number, source, span);
    }

    @Override
    public ObjectInfo complete(UploadId upload, UploadCompletion completion) {
        return uploads.complete(upload, completion);
    }

    @Override
    public UploadInfo reseal(UploadId upload, Seal expected, Seal replacement) {
        return uploads.reseal(upload, expected, replacement);
    }

    @Override
    public void abort(UploadId upload) {
        uploads.abort(upload);
    }

    @Override
    public ListPage<ObjectPart> listParts(UploadId upload, int after, int limit) {
        return uploads.listParts(upload, after, limit);
    }

    @Override
    public ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        return uploads.listUploads(bucket, query);
    }
}
