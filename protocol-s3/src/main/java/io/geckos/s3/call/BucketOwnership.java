package io.geckos.s3.call;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import io.geckos.s3.api.S3Settings;
import java.util.Optional;

/**
 * To which accounts a bucket and the objects in it belong.
 *
 * @param owner the owner of the bucket
 * @param objects who owns objects
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public record BucketOwnership(Principal owner, ObjectOwnership objects) {
    /** That of the bucket that a call is about. Throws {@link StorageException.NoSuchBucket}. */
    public static BucketOwnership of(S3Call call) {
        return new BucketOwnership(ownerOf(call, call.bucket()), ofObjects(call));
    }

    /** The owner of a bucket. Throws {@link StorageException.NoSuchBucket}. */
    public static Principal ownerOf(S3Call call, BucketName bucket) {
        return principal(call.settings(), call.buckets().owner(bucket));
    }

    /** The account of a kept owner: the first one, unless it is another one. */
    public static Principal principal(S3Settings settings, Optional<Principal> kept) {
        return kept.filter(owner -> Account.numberOf(owner.id()).isPresent()).orElse(settings.owner());
    }

    /** The account of the sender of a call; the first one if there are no credentials. */
    public static Principal sender(S3Call call) {
        return call.identity() instanceof Identity.Known known
                ? known.principal()
                : call.settings().owner();
    }

    /** Who owns the objects of the bucket that a call is about by its setting; without one the default of the server. */
    public static ObjectOwnership ofObjects(S3Call call) {
        // A setting that was deleted lets who puts an object own it, as S3 does.
        return Optional.ofNullable(call.buckets().settings(call.bucket()).get(BucketSetting.OWNERSHIP))
                .map(text -> ObjectOwnership.named(text).orElse(ObjectOwnership.OBJECT_WRITER))
                .orElse(call.settings().ownership());
    }

    /** Tells whether access control lists count. */
    public boolean hasLists() {
        return objects != ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    /** The access control list that counts for an object: its owner's alone if none was set. */
    public AccessControlList listOf(ObjectSpec spec) {
        return spec.acl().filter(_ -> hasLists()).orElseGet(() -> AccessControlList.ofOwner(owner));
    }

    /** The owner of an object. */
    public Principal ownerOf(ObjectSpec spec) {
        return spec.acl().filter(_ -> hasLists()).map(AccessControlList::owner).orElse(owner);
    }
}
