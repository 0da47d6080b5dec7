package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AclGrantsTest {
    private static final Principal OWNER = new Principal("own", "owner");
    private static final Principal OTHER = new Principal("other", "other");
    private static final PolicySubject STRANGER = PolicySubject.root("222222222222", "other");

    private static AccessControlList list(Grantee grantee, Permission permission) {
        return new AccessControlList(OWNER, List.of(new Grant(grantee, permission)));
    }

    private static BucketRules rules(ObjectOwnership ownership, boolean ignored, Optional<AccessControlList> acl) {
        return new BucketRules(
                "111111111111",
                Optional.empty(),
                new PublicAccessBlock(false, ignored, false, false),
                ownership,
                acl,
                true);
    }

    @ParameterizedTest
    @CsvSource({
        "READ,         GetObject,        true",
        "READ,         GetObjectVersion, true",
        "READ,         GetObjectAcl,     false",
        "READ,         PutObjectAcl,     false",
        "READ,         GetObjectTagging, false",
        "READ_ACP,     GetObjectAcl,     true",
        "WRITE_ACP,    PutObjectAcl,     true",
        "WRITE,        GetObject,        false",
        "FULL_CONTROL, GetObject,        true",
        "FULL_CONTROL, PutObjectAcl,     true",
        "FULL_CONTROL, DeleteObject,     false",
    })
    void aListOfAnObjectGivesWhatItsPermissionSays(Permission permission, String action, boolean allowed) {
        AccessControlList list = list(Grantee.Group.ALL_USERS, permission);
        BucketRules rules = rules(ObjectOwnership.OBJECT_WRITER, false, Optional.empty());
        assertEquals(allowed, AclGrants.allow(rules, PolicySubject.ANONYMOUS, "s3:" + action, () -> Optional.of(list)));
    }

    @ParameterizedTest
    @CsvSource({
        "READ,  ListBucket,         true",
        "READ,  ListBucketVersions, true",
        "READ,  PutObject,          false",
        "WRITE, PutObject,          true",
        "WRITE, DeleteObject,       true",
        "WRITE, DeleteBucket,       false",
        "READ_ACP, GetBucketAcl,    true",
        "WRITE_ACP, PutBucketAcl,   true",
        "FULL_CONTROL, GetBucketPolicy, false",
    })
    void aListOfABucketGivesWhatItsPermissionSays(Permission permission, String action, boolean allowed) {
        Optional<AccessControlList> list = Optional.of(list(Grantee.Group.ALL_USERS, permission));
        BucketRules rules = rules(ObjectOwnership.BUCKET_OWNER_PREFERRED, false, list);
        assertEquals(allowed, AclGrants.allow(rules, PolicySubject.ANONYMOUS, "s3:" + action, Optional::empty));
    }

    @ParameterizedTest
    @EnumSource(ObjectOwnership.class)
    void listsCountWhereTheOwnershipSaysSo(ObjectOwnership ownership) {
        AccessControlList list = list(Grantee.Group.ALL_USERS, Permission.READ);
        assertEquals(
                ownership != ObjectOwnership.BUCKET_OWNER_ENFORCED,
                AclGrants.allow(
                        rules(ownership, false, Optional.empty()),
                        PolicySubject.ANONYMOUS,
                        "s3:GetObject",
                        () -> Optional.of(list)));
    }

    @Test
    void groupsAndAccountsAreToldApart() {
        assertGives(Grantee.Group.AUTHENTICATED_USERS, PolicySubject.ANONYMOUS, false, false);
        assertGives(Grantee.Group.AUTHENTICATED_USERS, STRANGER, false, true);
        assertGives(Grantee.Group.AUTHENTICATED_USERS, STRANGER, true, false);
        assertGives(Grantee.Group.ALL_USERS, STRANGER, true, false);
        assertGives(Grantee.Group.LOG_DELIVERY, STRANGER, false, false);
        assertGives(new Grantee.User(OTHER), STRANGER, true, true);
        assertGives(new Grantee.User(OWNER), STRANGER, false, false);
        assertGives(new Grantee.User(new Principal("", "")), PolicySubject.ANONYMOUS, false, false);
    }

    private static void assertGives(Grantee grantee, PolicySubject subject, boolean ignored, boolean allowed) {
        BucketRules rules = rules(ObjectOwnership.OBJECT_WRITER, ignored, Optional.empty());
        assertEquals(
                allowed,
                AclGrants.allow(rules, subject, "s3:GetObject", () -> Optional.of(list(grantee, Permission.READ))));
    }

    /** Who may list the bucket learns that a key is missing. */
    @ParameterizedTest
    @CsvSource({"READ, true", "WRITE, false"})
    void aMissingObjectIsSoughtByWhoMayListIt(Permission permission, boolean allowed) {
        Optional<AccessControlList> list = Optional.of(list(Grantee.Group.ALL_USERS, permission));
        BucketRules rules = rules(ObjectOwnership.OBJECT_WRITER, false, list);
        assertEquals(allowed, AclGrants.allow(rules, PolicySubject.ANONYMOUS, "s3:GetObject", Optional::empty));
    }

    @Test
    void aListIsReadAsItWasWritten() {
        AccessControlList list = new AccessControlList(
                new Principal("0", "two words"),
                List.of(
                        new Grant(new Grantee.User(OTHER), Permission.READ_ACP),
                        new Grant(Grantee.Group.ALL_USERS, Permission.READ)));
        assertEquals(list, AccessControlList.parse(list.text()));
    }
}
