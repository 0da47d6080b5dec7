package io.geckos.s3.call;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * The headers that every request may carry.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html">Bucket owner condition</a>
 */
public final class CommonHeaders {
    /** The only version of S3's API. The AWS SDK for C++ sends it with most requests. */
    private static final String API_VERSION = "2006-03-01";

    private static final String OWNER = "x-amz-expected-bucket-owner";

    private CommonHeaders() {}

    /** Refuses who expects a payer there is none of, or another version. */
    public static void check(S3Call call) {
        RequestHeaders headers = call.headers();
        String payer = headers.get("x-amz-request-payer").orElse("requester");
        if (!payer.equals("requester")) {
            throw S3Exception.invalidArgument("Invalid request payer.", "x-amz-request-payer", payer);
        }
        String version = headers.get("x-amz-api-version").orElse(API_VERSION);
        if (!version.equals(API_VERSION)) {
            throw S3Exception.invalidArgument("The only version is " + API_VERSION + ".", "x-amz-api-version", version);
        }
        if (!headers.list("expect").stream().allMatch("100-continue"::equalsIgnoreCase)) {
            throw new S3Exception(S3Error.ExpectationFailed);
        }
    }

    /**
     * Refuses who expects the bucket of the request to be somebody else's. The caller must have the permission for the
     * request, so that nobody else learns whose the bucket is.
     */
    public static void requireOwner(S3Call call) {
        if (call.headers().has(OWNER)) {
            boolean none = call.target().bucket().isEmpty() || call.action() == S3Action.CREATE_BUCKET;
            requireOwner(
                    call, OWNER, none ? BucketOwnership.sender(call) : BucketOwnership.ownerOf(call, call.bucket()));
        }
    }

    /**
     * Refuses a request that expects another owner of a bucket.
     *
     * @param header the header that names the expected owner
     * @throws S3Exception {@link S3Error#AccessDenied} if it is another owner, and
     *     {@link S3Error#InvalidBucketOwnerAWSAccountID} if it is not an account id
     */
    public static void requireOwner(S3Call call, String header, Principal owner) {
        String expected = call.headers().get(header).orElse(owner.id());
        if (expected.equals(owner.id())
                || expected.equals(Account.numberOf(owner.id()).orElse(Account.FIRST))) {
            return;
        }
        if (!Account.isNumber(expected)) {
            S3Error error = S3Error.InvalidBucketOwnerAWSAccountID;
            throw new S3Exception(error, error.message() + " [" + expected + "]");
        }
        throw new S3Exception(S3Error.AccessDenied);
    }
}
