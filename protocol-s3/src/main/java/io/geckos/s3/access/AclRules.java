package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request may set an access control list. Where the owner of the bucket owns all objects, a list is
 * accepted only if it changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public final class AclRules {
    private static final Set<String> HARMLESS = Set.of("private", "bucket-owner-full-control");

    private AclRules() {}

    /** Who owns the objects of a bucket by its setting; without one the default of the server. */
    static ObjectOwnership ownership(S3Call call) {
        // A setting that was deleted lets who puts an object own it, as S3 does.
        return setting(call, BucketSetting.OWNERSHIP)
                .map(text -> ObjectOwnership.named(text).orElse(ObjectOwnership.OBJECT_WRITER))
                .orElse(call.settings().ownership());
    }

    private static Optional<String> setting(S3Call call, BucketSetting kind) {
        return Optional.ofNullable(call.buckets().settings(call.bucket()).get(kind));
    }

    /**
     * The list that a request sets for the object that it makes; empty if it sets none, or one that changes nothing.
     *
     * @throws S3Exception if the bucket has no lists, or this one must not be set; throws NoSuchBucket too
     */
    public static Optional<AccessControlList> ofNewObject(S3Call call) {
        if (!AclHeaders.areIn(call.headers())) {
            return Optional.empty();
        }
        if (ownership(call) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            requireHarmless(call.headers(), S3Error.AccessControlListNotSupported);
            return Optional.empty();
        }
        return AclHeaders.list(call.headers(), call.settings().owner()).map(list -> permitted(call, list));
    }

    /**
     * The list that a request sets for the bucket that it makes.
     *
     * @param ownership what the bucket will have
     */
    public static Optional<AccessControlList> ofNewBucket(S3Call call, ObjectOwnership ownership) {
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            requireHarmless(call.headers(), S3Error.InvalidBucketAclWithObjectOwnership);
            return Optional.empty();
        }
        return AclHeaders.list(call.headers(), call.settings().owner());
    }

    /**
     * The list that a request sets for what is there already, by headers or by a document; empty if it changes nothing.
     *
     * @throws S3Exception if there is none, or both
     */
    public static Optional<AccessControlList> ofExisting(S3Call call) {
        boolean enforced = ownership(call) == ObjectOwnership.BUCKET_OWNER_ENFORCED;
        boolean named = AclHeaders.areIn(call.headers());
        if (named == call.hasBody()) {
            throw enforced
                    ? new S3Exception(S3Error.AccessControlListNotSupported)
                    : named
                            ? new S3Exception(S3Error.UnexpectedContent)
                            : new S3Exception(S3Error.MissingSecurityHeader);
        }
        Principal owner = call.settings().owner();
        if (!enforced) {
            AccessControlList list = AclHeaders.list(call.headers(), owner)
                    .or(() -> call.document(AclDocument.LIMIT, xml -> AclDocument.read(xml, owner)))
                    .orElseThrow(() -> new S3Exception(S3Error.MissingSecurityHeader));
            return Optional.of(permitted(call, list));
        }
        requireHarmless(call.headers(), S3Error.AccessControlListNotSupported);
        requireHarmlessBody(call, owner);
        return Optional.empty();
    }

    private static void requireHarmlessBody(S3Call call, Principal owner) {
        try {
            boolean harmless = call.document(AclDocument.LIMIT, xml -> AclDocument.read(xml, owner))
                    .filter(list -> !list.equals(AccessControlList.ofOwner(owner)))
                    .isEmpty();
            if (!harmless) {
                throw new S3Exception(S3Error.AccessControlListNotSupported);
            }
        } catch (S3Exception e) {
            // A grantee that cannot be found is not the owner.
            throw e.error() == S3Error.InvalidArgument || e.error() == S3Error.UnresolvableGrantByEmailAddress
                    ? new S3Exception(S3Error.AccessControlListNotSupported)
                    : e;
        }
    }

    private static AccessControlList permitted(S3Call call, AccessControlList list) {
        boolean blocked = setting(call, BucketSetting.PUBLIC_ACCESS_BLOCK)
                .map(PublicAccessBlock::parse)
                .filter(PublicAccessBlock::blockPublicAcls)
                .isPresent();
        if (blocked && list.isPublic()) {
            throw new S3Exception(
                    S3Error.AccessDenied,
                    "Access Denied because public ACLs are blocked by the BlockPublicAcls block public access"
                            + " setting.");
        }
        return list;
    }

    private static void requireHarmless(RequestHeaders headers, S3Error error) {
        Optional<String> canned = headers.get(S3HeaderNames.ACL);
        canned.ifPresent(AclHeaders::requireKnown);
        boolean grants = AclHeaders.areIn(headers) && canned.isEmpty();
        if (grants || !HARMLESS.contains(canned.orElse("private"))) {
            throw new S3Exception(error);
        }
    }
}
