package io.geckos.server.metrics;

import static io.geckos.server.metrics.StorageOperation.ABORT_UPLOAD;
import static io.geckos.server.metrics.StorageOperation.BEGIN_UPLOAD;
import static io.geckos.server.metrics.StorageOperation.COMPLETE_UPLOAD;
import static io.geckos.server.metrics.StorageOperation.COPY_PART;
import static io.geckos.server.metrics.StorageOperation.GET_UPLOAD;
import static io.geckos.server.metrics.StorageOperation.LIST_PARTS;
import static io.geckos.server.metrics.StorageOperation.LIST_UPLOADS;
import static io.geckos.server.metrics.StorageOperation.PUT_PART;
import static io.geckos.server.metrics.StorageOperation.RESEAL_UPLOAD;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
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

/** A decorator of the multipart store that times each operation. */
record TimedUploads(MultipartStore uploads, StorageMetrics times) implements MultipartStore {
    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        return times.time(BEGIN_UPLOAD, () -> uploads.begin(id, spec, checksum, initiator));
    }

    @Override
    public UploadInfo get(UploadId upload) {
        return times.time(GET_UPLOAD, () -> uploads.get(upload));
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        return times.time(PUT_PART, () -> uploads.putPart(upload, number, body));
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        return times.time(COPY_PART, () -> uploads.copyPart(upload, number, source, span));
    }

    @Override
    public ObjectInfo complete(UploadId upload, UploadCompletion completion) {
        return times.time(COMPLETE_UPLOAD, () -> uploads.complete(upload, completion));
    }

    @Override
    public UploadInfo reseal(UploadId upload, Seal expected, Seal replacement) {
        return times.time(RESEAL_UPLOAD, () -> uploads.reseal(upload, expected, replacement));
    }

    @Override
    public void abort(UploadId upload) {
        times.run(ABORT_UPLOAD, () -> uploads.abort(upload));
    }

    @Override
    public ListPage<ObjectPart> listParts(UploadId upload, int after, int limit) {
        return times.time(LIST_PARTS, () -> uploads.listParts(upload, after, limit));
    }

    @Override
    public ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        return times.time(LIST_UPLOADS, () -> uploads.listUploads(bucket, query));
    }
}
