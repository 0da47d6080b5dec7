package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.s3.call.ContentDigests;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;

/** Reads the checksum of the whole object in a request that completes an upload. */
final class FullObjectChecksum {
    private FullObjectChecksum() {}

    /**
     * Reads the headers.
     *
     * @param plan the checksum that the upload was begun with
     * @throws S3Exception {@link S3Error#InvalidRequest} if the checksum is malformed or not of the upload's algorithm
     */
    static Optional<Checksum> of(RequestHeaders headers, Optional<ChecksumPlan> plan, int parts) {
        Optional<ChecksumAlgorithm> given = ContentDigests.givenAlgorithm(headers);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!plan.map(ChecksumPlan::algorithm).equals(given)) {
            throw UploadPart.checksumMismatch(plan.map(ChecksumPlan::algorithm), given);
        }
        String name = ChecksumHeaders.headerName(given.get());
        String value = headers.get(name).orElseThrow();
        try {
            return Optional.of(checksum(plan.orElseThrow(), value, parts));
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.InvalidRequest, "Value for " + name + " header is invalid.");
        }
    }

    private static Checksum checksum(ChecksumPlan plan, String value, int parts) {
        // Clients may leave out the number of parts of a composite checksum.
        boolean uncounted = plan.type() == Checksum.Type.COMPOSITE && value.indexOf('-') < 0;
        return new Checksum(plan.algorithm(), uncounted ? value + "-" + parts : value, plan.type());
    }
}
