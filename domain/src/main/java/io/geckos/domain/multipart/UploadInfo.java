package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload in parts that is under way.
 *
 * @param checksum the checksum of its parts and of the whole, if there is to be one
 * @param initiator who began it; empty if that was not told
 */
public record UploadInfo(
        UploadId id,
        ObjectSpec spec,
        Optional<ChecksumPlan> checksum,
        Instant initiated,
        Optional<Initiator> initiator) {
    /** A copy with other properties of the object. */
    public UploadInfo withSpec(ObjectSpec newSpec) {
        return new UploadInfo(id, newSpec, checksum, initiated, initiator);
    }

    /** The plan that the client asked for. Clients are told of no other. */
    public Optional<ChecksumPlan> agreedChecksum() {
        return checksum.filter(plan -> !plan.implied());
    }

    /**
     * An algorithm, and the way to compute the checksum of the whole from those of the parts.
     *
     * @param implied whether the server chose it, because the client asked for none
     */
    public record ChecksumPlan(ChecksumAlgorithm algorithm, Checksum.Type type, boolean implied) {
        /** A plan that the client asked for. */
        public ChecksumPlan(ChecksumAlgorithm algorithm, Checksum.Type type) {
            this(algorithm, type, false);
        }

        /** Throws {@link IllegalArgumentException} for a full-object checksum that cannot be combined from parts. */
        public ChecksumPlan {
            if (type == Checksum.Type.FULL_OBJECT && !algorithm.isCombinable()) {
                throw new IllegalArgumentException("no FULL_OBJECT " + algorithm + " of parts");
            }
            if (type == Checksum.Type.COMPOSITE && algorithm == ChecksumAlgorithm.CRC64NVME) {
                throw new IllegalArgumentException("no COMPOSITE " + algorithm);
            }
        }
    }
}
