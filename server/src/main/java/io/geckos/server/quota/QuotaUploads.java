package io.geckos.server.quota;

import io.geckos.domain.multipart.ForwardingMultipartStore;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import java.util.Optional;

/**
 * Enforces quotas on uploads in parts. The storage counts parts from when they come until their upload ends, so that a
 * completion needs no room for bytes.
 */
final class QuotaUploads extends ForwardingMultipartStore {
    private final QuotaLedger ledger;

    QuotaUploads(MultipartStore uploads, QuotaLedger ledger) {
        super(uploads);
        this.ledger = ledger;
    }

    /** Begins only where there is room for some byte and for the object, or the upload could never be completed. */
    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        Optional<QuotaReservation> reserved = ledger.reservation(id);
        if (reserved.isEmpty()) {
            return delegate().begin(id, spec, checksum, initiator);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(1);
            return delegate().begin(id, spec, checksum, initiator);
        }
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        Optional<QuotaReservation> reserved = reservation(upload, number);
        if (reserved.isEmpty()) {
            return delegate().putPart(upload, number, body);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(body.declaredLength().orElse(0));
            return delegate().putPart(upload, number, new QuotaUpload(body, room));
        }
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        Optional<QuotaReservation> reserved = reservation(upload, number);
        if (reserved.isEmpty()) {
            return delegate().copyPart(upload, number, source, span);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(span.length());
            return delegate().copyPart(upload, number, source, span);
        }
    }

    @Override
    public ObjectInfo complete(UploadId upload, UploadCompletion completion) {
        Optional<QuotaReservation> reserved = ledger.reservation(upload.object());
        if (reserved.isEmpty()) {
            return delegate().complete(upload, completion);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(0);
            return delegate().complete(upload, completion);
        }
    }

    private Optional<QuotaReservation> reservation(UploadId upload, int number) {
        return ledger.partReservation(upload.object().bucket(), () -> replaced(upload, number));
    }

    /** The bytes of the part that another one of its number replaces. */
    private long replaced(UploadId upload, int number) {
        return delegate().listParts(upload, number - 1, 1).items().stream()
                .filter(part -> part.number() == number)
                .mapToLong(ObjectPart::size)
                .sum();
    }
}
