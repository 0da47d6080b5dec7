package io.geckos.access;

import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What access control lists give, in buckets where they count. */
final class AclGrants {
    private static final Map<String, Permission> OF_BUCKETS = Map.ofEntries(
            Map.entry("s3:ListBucket", Permission.READ),
            Map.entry("s3:ListBucketVersions", Permission.READ),
            Map.entry("s3:ListBucketMultipartUploads", Permission.READ),
            Map.entry("s3:PutObject", Permission.WRITE),
            Map.entry("s3:DeleteObject", Permission.WRITE),
            Map.entry("s3:GetBucketAcl", Permission.READ_ACP),
            Map.entry("s3:PutBucketAcl", Permission.WRITE_ACP));
    private static final Map<String, Permission> OF_OBJECTS = Map.ofEntries(
            Map.entry("s3:GetObject", Permission.READ),
            Map.entry("s3:GetObjectVersion", Permission.READ),
            Map.entry("s3:GetObjectTorrent", Permission.READ),
            Map.entry("s3:GetObjectAcl", Permission.READ_ACP),
            Map.entry("s3:GetObjectVersionAcl", Permission.READ_ACP),
            Map.entry("s3:PutObjectAcl", Permission.WRITE_ACP),
            Map.entry("s3:PutObjectVersionAcl", Permission.WRITE_ACP));

    private AclGrants() {}

    /**
     * Tells whether a list gives the caller a permission.
     *
     * @param object looks up the list of the object that the request is about
     */
    static boolean allow(
            BucketRules rules, PolicySubject subject, String action, Supplier<Optional<AccessControlList>> object) {
        if (rules.ownership() == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            return false;
        }
        Permission ofBucket = OF_BUCKETS.get(action);
        if (ofBucket != null) {
            return gives(rules.acl(), ofBucket, rules, subject);
        }
        Permission ofObject = OF_OBJECTS.get(action);
        if (ofObject == null) {
            return false;
        }
        Optional<AccessControlList> list = object.get();
        // Who may list the bucket learns that there is no such object.
        return list.isPresent()
                ? gives(list, ofObject, rules, subject)
                : gives(rules.acl(), Permission.READ, rules, subject);
    }

    private static boolean gives(
            Optional<AccessControlList> list, Permission permission, BucketRules rules, PolicySubject subject) {
        Set<Permission> enough = EnumSet.of(permission, Permission.FULL_CONTROL);
        for (Grant grant : list.map(AccessControlList::grants).orElse(List.of())) {
            if (enough.contains(grant.permission()) && isOf(grant.grantee(), rules, subject)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Grantee grantee, BucketRules rules, PolicySubject subject) {
        return switch (grantee) {
            // A grant to an account is one to its root, who passes it on to users by their policies. Users of another
            // account come here only if these allow the request.
            case Grantee.User(var user) ->
                !subject.isAnonymous()
                        && user.id().equals(subject.canonicalId())
                        && (subject.isRoot() || !subject.account().equals(rules.account()));
            case Grantee.Group.ALL_USERS -> !rules.block().ignorePublicAcls();
            case Grantee.Group.AUTHENTICATED_USERS -> !rules.block().ignorePublicAcls() && !subject.isAnonymous();
            case Grantee.Group.LOG_DELIVERY -> false;
        };
    }
}
