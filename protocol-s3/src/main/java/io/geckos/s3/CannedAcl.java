package io.geckos.s3;

import java.util.Set;

/**
 * Access control lists, which buckets here do not have: as in any bucket of AWS's that enforces its owner, only those
 * may be asked for that change nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
final class CannedAcl {
    private static final Set<String> HARMLESS = Set.of("private", "bucket-owner-full-control");

    private CannedAcl() {}

    /** Refuses any other with {@link S3Error#AccessControlListNotSupported}. */
    static void check(Headers headers) {
        headers.get("x-amz-acl").ifPresent(acl -> {
            if (!HARMLESS.contains(acl)) {
                throw new S3Exception(S3Error.AccessControlListNotSupported);
            }
        });
    }
}
