package io.geckos.server.quota;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import java.util.Optional;
import java.util.Set;

/** Enforces quotas on objects that come in one piece, and on copies. */
final class QuotaObjects extends ForwardingObjectStore {
    private final QuotaLedger ledger;

    QuotaObjects(ObjectStore objects, QuotaLedger ledger) {
        super(objects);
        this.ledger = ledger;
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        Optional<QuotaReservation> reserved = ledger.reservation(id);
        if (reserved.isEmpty()) {
            return delegate().put(id, spec, upload, condition);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(upload.declaredLength().orElse(0));
            return delegate().put(id, spec, new QuotaUpload(upload, room), condition);
        }
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        Optional<QuotaReservation> reserved = ledger.reservation(target);
        if (reserved.isEmpty()) {
            return delegate().copy(source, target, spec, checksums, condition);
        }
        try (QuotaReservation room = reserved.get()) {
            room.require(source.info().size());
            return delegate().copy(source, target, spec, checksums, condition);
        }
    }
}
