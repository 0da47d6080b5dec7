package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload in parts that is under way.
 *
 * @param checksum the checksum of its parts and of the whole, if the request that began it asked for one
 */
public record UploadInfo(UploadId id, ObjectSpec spec, Optional<ChecksumPlan> checksum, Instant initiated) {
    /** An algorithm, and the way to compute the checksum of the whole from those of the parts. */
    public record ChecksumPlan(ChecksumAlgorithm algorithm, Checksum.Type type) {
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
