package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.Identity;
import io.geckos.s3.call.BucketOwnership;
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

    private static Optional<String> setting(S3Call call, BucketSetting kind) {
        return Optional.ofNullable(call.buckets().settings(call.bucket()).get(kind));
    }

    /**
     * The list that the object has that a request makes; empty if it is the owner of the bucket's alone.
     *
     * @throws S3Exception if the bucket has no lists, or this one must not be set; throws NoSuchBucket too
     */
    public static Optional<AccessControlList> ofNewObject(S3Call call) {
        boolean named = AclHeaders.areIn(call.headers());
        if (!named && call.settings().accounts().isSingle()) {
            return Optional.empty();
        }
        BucketOwnership bucket = BucketOwnership.of(call);
        if (!bucket.hasLists()) {
            requireHarmless(call.headers(), S3Error.AccessControlListNotSupported);
            return Optional.empty();
        }
        Principal owner = writer(call, bucket);
        if (named) {
            return AclHeaders.list(call.headers(), parties(call, owner, bucket.owner()))
                    .map(list -> permitted(call, list));
        }
        return owner.id().equals(bucket.owner().id())
                ? Optional.empty()
                : Optional.of(AccessControlList.ofOwner(owner));
    }

    /** Who will own the object: its writer; the owner of the bucket for a writer without credentials, or who gives it away. */
    private static Principal writer(S3Call call, BucketOwnership bucket) {
        boolean given = bucket.objects() == ObjectOwnership.BUCKET_OWNER_PREFERRED
                && call.headers()
                        .get(S3HeaderNames.ACL)
                        .filter(AclHeaders.BUCKET_OWNER_FULL_CONTROL::equals)
                        .isPresent();
        return given || call.identity() instanceof Identity.Anonymous ? bucket.owner() : BucketOwnership.sender(call);
    }

    private static AclParties parties(S3Call call, Principal owner, Principal bucketOwner) {
        return new AclParties(owner, bucketOwner, call.settings().accounts());
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
        Principal owner = BucketOwnership.sender(call);
        return AclHeaders.list(call.headers(), parties(call, owner, owner));
    }

    /**
     * The list that a request sets for what is there already, by headers or by a document; empty if it changes nothing.
     *
     * @param owner the owner of the bucket or object
     * @throws S3Exception if there is none, or both
     */
    public static Optional<AccessControlList> ofExisting(S3Call call, BucketOwnership bucket, Principal owner) {
        boolean named = AclHeaders.areIn(call.headers());
        if (named == call.body().isPresent()) {
            throw !bucket.hasLists()
                    ? new S3Exception(S3Error.AccessControlListNotSupported)
                    : named
                            ? new S3Exception(S3Error.UnexpectedContent)
                            : new S3Exception(S3Error.MissingSecurityHeader);
        }
        AclParties parties = parties(call, owner, bucket.owner());
        if (bucket.hasLists()) {
            AccessControlList list = AclHeaders.list(call.headers(), parties)
                    .or(() -> call.body().document(AclDocument.LIMIT, xml -> AclDocument.read(xml, parties)))
                    .orElseThrow(() -> new S3Exception(S3Error.MissingSecurityHeader));
            return Optional.of(permitted(call, list));
        }
        requireHarmless(call.headers(), S3Error.AccessControlListNotSupported);
        requireHarmlessBody(call, parties);
        return Optional.empty();
    }

    private static void requireHarmlessBody(S3Call call, AclParties parties) {
        try {
            boolean harmless = call.body()
                    .document(AclDocument.LIMIT, xml -> AclDocument.read(xml, parties))
                    .filter(list -> !list.equals(AccessControlList.ofOwner(parties.owner())))
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
        requirePermitted(call, list);
        return list;
    }

    /** Refuses a public list in a bucket that blocks them. */
    public static void requirePermitted(S3Call call, AccessControlList list) {
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
