package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.s3.body.ContentDigests;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the checksum of the whole object in a request that completes an upload. S3 ignores it where the upload was begun
 * without an algorithm, because then no part has been compared with a checksum that it could be made of.
 */
final class FullObjectChecksum {
    private FullObjectChecksum() {}

    /**
     * Reads the headers.
     *
     * @param plan the checksum that the upload was begun with
     * @throws S3Exception {@link S3Error#InvalidRequest} if the checksum is malformed, {@link S3Error#BadDigest} if it is
     *     not of the upload's algorithm
     */
    static Optional<Checksum> of(RequestHeaders headers, ChecksumPlan plan, int parts) {
        Optional<ChecksumAlgorithm> given = ContentDigests.givenAlgorithm(headers);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get() != plan.algorithm()) {
            throw mismatch(plan.algorithm());
        }
        String name = ChecksumHeaders.headerName(given.get());
        String value = headers.get(name).orElseThrow();
        try {
            return Optional.of(checksum(plan, value, parts));
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.InvalidRequest, "Value for " + name + " header is invalid.");
        }
    }

    private static Checksum checksum(ChecksumPlan plan, String value, int parts) {
        // Clients may leave out the number of parts of a composite checksum.
        boolean uncounted = plan.type() == Checksum.Type.COMPOSITE && value.indexOf('-') < 0;
        return new Checksum(plan.algorithm(), uncounted ? value + "-" + parts : value, plan.type());
    }

    /** The refusal of a checksum that is not the one of the parts. */
    static S3Exception mismatch(ChecksumAlgorithm algorithm) {
        return new S3Exception(
                S3Error.BadDigest,
                "The " + algorithm.name().toLowerCase(Locale.ROOT)
                        + " you specified did not match the calculated checksum.");
    }
}
