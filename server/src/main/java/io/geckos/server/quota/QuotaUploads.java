package io.geckos.server.quota;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.ForwardingMultipartStore;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Enforces quotas on uploads in parts. Parts count once they are an object; before that, each needs room for itself while
 * it comes.
 */
final class QuotaUploads extends ForwardingMultipartStore {
    private final QuotaLedger ledger;

    QuotaUploads(MultipartStore uploads, QuotaLedger ledger) {
        super(uploads);
        this.ledger = ledger;
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        Optional<QuotaReservation> reserved = ledger.reservation(upload.object(), 0);
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
        Optional<QuotaReservation> reserved = ledger.reservation(upload.object(), 0);
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
        Optional<QuotaReservation> reserved = ledger.reservation(upload.object(), 1);
        if (reserved.isEmpty()) {
            return delegate().complete(upload, completion);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(size(upload, completion));
            return delegate().complete(upload, completion);
        }
    }

    /** The size of the named parts; 0 for an upload that has ended, whose completion makes nothing new. */
    private long size(UploadId upload, UploadCompletion completion) {
        Set<Integer> named =
                completion.parts().stream().map(PartReference::number).collect(Collectors.toSet());
        try {
            return delegate().listParts(upload, 0, ObjectPart.MAX_NUMBER).items().stream()
                    .filter(part -> named.contains(part.number()))
                    .mapToLong(ObjectPart::size)
                    .sum();
        } catch (StorageException.NoSuchUpload _) {
            return 0;
        }
    }
}
