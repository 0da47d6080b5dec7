package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.DocumentMap;
import io.geckos.access.store.IamAccounts;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.UserStore;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody of one account may do with what belongs to another one: only what both sides allow. */
class CrossAccountTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final String NUMBER = "123456789012";
    private static final Account OTHER = Account.further(NUMBER, "other");
    private static final BucketName BUCKET = new BucketName("bucket");

    private final BucketMap buckets = new BucketMap();
    private final AccountStore accounts =
            new AccountStore(new DocumentMap(), OWNER, List.of(), Clock.systemUTC(), Optional.empty());
    private final DenialLog denials = new DenialLog(Clock.systemUTC());
    private final S3AccessPolicy access = new S3AccessPolicy(
            buckets.repository(),
            AccountUsers.of(accounts, false),
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Clock.systemUTC(),
            denials);
    private final Identity root = new Identity.Known(OWNER, "root");
    private final Identity otherRoot = new Identity.Known(OTHER.owner(), "otherRoot");
    private Identity bob = Identity.ANONYMOUS;
    private UserStore others = accounts.first();
    private Optional<AccessControlList> objectAcl = Optional.empty();

    @BeforeEach
    void makeOther() {
        new IamAccounts(accounts).create("other", Optional.of(NUMBER));
        others = accounts.users(NUMBER).orElseThrow();
        new IamUsers(others).create("bob", "/");
        Credential key = others.find(new IamUsers(others).createKey("bob").id()).orElseThrow();
        bob = new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
        buckets.create(BUCKET, OWNER);
    }

    private Decision decide(Identity who, String action, String resource) {
        return access.decide(new AccessRequest(who, Set.of(action), resource, new BareContext("1", action, objectAcl)));
    }

    private boolean may(Identity who, String action) {
        return decide(who, action, action.contains("Object") ? "bucket/key" : "bucket")
                .allowed();
    }

    private void bucketPolicy(String effect, String principal, String action) {
        buckets.put(
                BUCKET,
                BucketSetting.POLICY,
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                        + ",\"Action\":\"" + action
                        + "\",\"Resource\":[\"arn:aws:s3:::bucket\",\"arn:aws:s3:::bucket/*\"]}}");
    }

    private void bobsPolicy(String effect, String action) {
        new IamPolicies(others, NUMBER)
                .put(
                        Kind.USER,
                        "bob",
                        "p" + effect,
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\""
                                + action + "\",\"Resource\":\"*\"}}");
    }

    @Test
    void nobodyOfAnotherAccountHasAnything() {
        bobsPolicy("Allow", "*");
        for (String action :
                List.of("GetObject", "PutObject", "ListBucket", "DeleteBucket", "GetBucketPolicy", "PutBucketPolicy")) {
            assertFalse(may(otherRoot, action), action);
            assertFalse(may(bob, action), action);
            assertEquals(true, may(root, action), action);
        }
    }

    @Test
    void rootOfTheFirstAccountHasNothingInABucketOfAnother() {
        buckets.create(new BucketName("theirs"), OTHER.owner());
        assertFalse(decide(root, "GetObject", "theirs/key").allowed());
        assertFalse(decide(root, "DeleteBucket", "theirs").allowed());
        assertFalse(decide(root, "DeleteBucketPolicy", "theirs").allowed());
        assertEquals(new Decision(true, "root"), decide(otherRoot, "GetObject", "theirs/key"));
    }

    @Test
    void aBucketThatWasDeletedAndMadeByAnotherAccountIsTheirs() {
        assertEquals(true, may(root, "GetObject"));
        buckets.create(BUCKET, OTHER.owner());
        assertFalse(may(root, "GetObject"));
        assertEquals(true, may(otherRoot, "GetObject"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":\"123456789012\"}",
                "{\"AWS\":\"arn:aws:iam::123456789012:root\"}",
                "{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}",
                "{\"CanonicalUser\":\"6765636b6f733310000000000000000000000000000000000000123456789012\"}",
                "\"*\""
            })
    void aBucketPolicyIsNotEnoughForAUser(String principal) {
        bucketPolicy("Allow", principal, "s3:GetObject");
        assertFalse(may(bob, "GetObject"));
        bobsPolicy("Allow", "s3:GetObject");
        assertEquals(true, may(bob, "GetObject"));
        assertFalse(may(bob, "PutObject"));
        bobsPolicy("Deny", "s3:GetObject");
        assertFalse(may(bob, "GetObject"));
    }

    @Test
    void rootNeedsTheBucketPolicyOnly() {
        bucketPolicy("Allow", "{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "s3:*");
        assertEquals(true, may(otherRoot, "GetObject"));
        assertEquals(true, may(otherRoot, "PutBucketPolicy"));
        bucketPolicy("Deny", "\"*\"", "s3:*");
        assertFalse(may(otherRoot, "DeleteBucketPolicy"));
        assertEquals(true, may(root, "DeleteBucketPolicy"));
    }

    @Test
    void aUserOfTheSameNameAndIdInAnotherAccountIsNotMeant() {
        new IamUsers(accounts.first()).create("bob", "/");
        bucketPolicy("Allow", "{\"AWS\":\"arn:aws:iam::000000000000:user/bob\"}", "s3:*");
        bobsPolicy("Allow", "*");
        assertFalse(may(bob, "GetObject"));
        Identity forged = new Identity.Known(OTHER.owner(), "key", ((Identity.Known) bob).holder());
        assertFalse(may(forged, "GetObject"));
    }

    @Test
    void anyAccountMayMakeAndListBucketsOfItsOwn() {
        assertEquals(true, decide(otherRoot, "CreateBucket", "bucket").allowed());
        assertEquals(true, decide(otherRoot, "ListAllMyBuckets", "").allowed());
        assertFalse(decide(bob, "CreateBucket", "bucket").allowed());
        assertFalse(decide(bob, "ListAllMyBuckets", "").allowed());
        bobsPolicy("Allow", "s3:*");
        assertEquals(true, decide(bob, "CreateBucket", "bucket").allowed());
        assertEquals(true, decide(bob, "ListAllMyBuckets", "").allowed());
    }

    private void lists(Grant... grants) {
        buckets.put(BUCKET, BucketSetting.OWNERSHIP, "ObjectWriter");
        buckets.put(BUCKET, BucketSetting.ACL, new AccessControlList(OWNER, List.of(grants)).text());
    }

    private static AccessControlList objectOf(Principal owner, Grant... grants) {
        List<Grant> all = new ArrayList<>(AccessControlList.ofOwner(owner).grants());
        all.addAll(List.of(grants));
        return new AccessControlList(owner, all);
    }

    @Test
    void aGrantToAnAccountIsOneToItsRootWhoPassesItOn() {
        lists(new Grant(new Grantee.User(OTHER.owner()), Permission.WRITE));
        assertEquals(true, may(otherRoot, "PutObject"));
        assertFalse(may(otherRoot, "GetObject"));
        assertFalse(may(bob, "PutObject"));
        bobsPolicy("Allow", "s3:*");
        assertEquals(true, may(bob, "PutObject"));
        assertFalse(may(bob, "ListBucket"));
        buckets.put(BUCKET, BucketSetting.OWNERSHIP, "BucketOwnerEnforced");
        assertFalse(may(otherRoot, "PutObject"));
    }

    @Test
    void anObjectOfAnotherAccountIsNotTheBucketOwnersToRead() {
        lists();
        objectAcl = Optional.of(objectOf(OTHER.owner()));
        bucketPolicy("Allow", "{\"AWS\":\"000000000000\"}", "s3:*");
        for (String action : List.of("GetObject", "GetObjectAcl", "PutObjectAcl", "PutObjectTagging")) {
            assertFalse(may(root, action), action);
            assertEquals(true, may(otherRoot, action), action);
        }
        assertEquals(true, may(root, "DeleteObject"));
        assertEquals(true, may(root, "PutObject"));
        assertFalse(may(otherRoot, "DeleteObject"));
        objectAcl = Optional.of(objectOf(OTHER.owner(), new Grant(new Grantee.User(OWNER), Permission.FULL_CONTROL)));
        assertEquals(true, may(root, "GetObject"));
        bucketPolicy("Deny", "\"*\"", "s3:GetObject");
        assertFalse(may(otherRoot, "GetObject"));
    }

    @Test
    void usersOfTheOwnerOfAnObjectNeedAPolicy() {
        lists();
        objectAcl = Optional.of(objectOf(OTHER.owner()));
        assertFalse(may(bob, "GetObject"));
        bobsPolicy("Allow", "s3:GetObject");
        assertEquals(true, may(bob, "GetObject"));
    }

    @ParameterizedTest
    @CsvSource({"GetObject, true", "PutObject, false", "ListBucket, false"})
    void aPublicObjectIsForOtherAccountsToo(String action, boolean allowed) {
        lists();
        objectAcl = Optional.of(objectOf(OWNER, new Grant(Grantee.Group.ALL_USERS, Permission.READ)));
        assertEquals(allowed, may(otherRoot, action));
        assertEquals(allowed, may(Identity.ANONYMOUS, action));
    }

    @Test
    void restrictedPublicBucketsAreClosedToOtherAccounts() {
        bucketPolicy("Allow", "\"*\"", "s3:GetObject");
        assertEquals(true, may(otherRoot, "GetObject"));
        buckets.put(BUCKET, BucketSetting.PUBLIC_ACCESS_BLOCK, "RestrictPublicBuckets");
        assertFalse(may(otherRoot, "GetObject"));
    }

    @Test
    void theAccountOfTheResourceIsThatOfTheBucket() {
        buckets.put(
                BUCKET,
                BucketSetting.POLICY,
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket/*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceAccount\":\"000000000000\",\"aws:PrincipalAccount\":\""
                        + NUMBER + "\"}}}}");
        assertEquals(true, may(otherRoot, "GetObject"));
        assertFalse(may(Identity.ANONYMOUS, "GetObject"));
    }

    @Test
    void whatIsDeniedIsNotedWithTheAccountOfTheSender() {
        assertFalse(may(bob, "GetObject"));
        DeniedRequest denied = denials.latestFirst().getFirst();
        assertEquals(NUMBER, denied.account());
        assertEquals("user/bob", denied.user());
    }

    @Test
    void theKeyOfADeletedAccountOpensNothing() {
        bucketPolicy("Allow", "\"*\"", "s3:*");
        new IamAccounts(accounts).delete(NUMBER);
        assertFalse(may(otherRoot, "GetObject"));
        assertFalse(may(bob, "GetObject"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:root,     *,              true",
        "arn:aws:iam::123456789012:user/bob, *,              true",
        "*,                                  *,              true",
        "arn:aws:iam::123456789012:user/bob, s3:*,           false",
        "arn:aws:iam::123456789012:root,     s3:*,           false",
        "arn:aws:iam::000000000000:root,     *,              false",
        "arn:aws:iam::000000000000:user/bob, *,              false",
    })
    void aRoleIsAssumedAcrossAccountsIfBothAllowIt(String trusted, String action, boolean allowed) {
        new IamUsers(accounts.first()).create("bob", "/");
        IamRoles roles = new IamRoles(accounts.first(), PrincipalDirectory.of(accounts));
        roles.create(
                "role",
                "/",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + trusted
                        + "\"},\"Action\":\"sts:AssumeRole\"}}",
                "",
                3600);
        ServiceAccessPolicy services =
                new ServiceAccessPolicy(AccountUsers.of(accounts, false), Clock.systemUTC(), denials);
        assertFalse(services.decideAssumption(
                        bob, roles.get("role"), Account.FIRST, new BareContext("1", "AssumeRole", objectAcl))
                .allowed());
        bobsPolicy("Allow", action);
        assertEquals(
                allowed,
                services.decideAssumption(
                                bob, roles.get("role"), Account.FIRST, new BareContext("1", "AssumeRole", objectAcl))
                        .allowed());
    }
}
