package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.DocumentMap;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decides about requests to S3, and what a decision asks of the store. */
class S3AccessPolicyTest {
    private static final String ACCOUNT = "000000000000";
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final Identity ROOT = new Identity.Known(OWNER, "root");

    private final Map<BucketSetting, String> documents = new EnumMap<>(BucketSetting.class);
    private final List<String> asked = new ArrayList<>();
    private final UserStore store = new UserStore(new DocumentMap(), OWNER, Clock.systemUTC());
    private final IamUsers users = new IamUsers(store);
    private final IamPolicies policies = new IamPolicies(store, ACCOUNT);
    private final S3AccessPolicy access = new S3AccessPolicy(
            buckets(),
            new AccountUsers(new Account(ACCOUNT, OWNER), store::database, false),
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Clock.systemUTC(),
            new DenialLog(Clock.systemUTC()));
    private boolean readable = true;
    private Identity alice = Identity.ANONYMOUS;

    @BeforeEach
    void makeAlice() {
        users.create("alice", "/");
        Credential key = store.find(users.createKey("alice").id()).orElseThrow();
        alice = new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
    }

    private BucketRepository buckets() {
        return (BucketRepository) Proxy.newProxyInstance(
                BucketRepository.class.getClassLoader(), new Class<?>[] {BucketRepository.class}, (_, method, name) -> {
                    asked.add(method.getName());
                    if (!readable) {
                        throw new StorageException.Unavailable("cannot read bucket.json");
                    }
                    if (!((BucketName) name[0]).value().equals("bucket")) {
                        throw new StorageException.NoSuchBucket((BucketName) name[0]);
                    }
                    return method.getName().equals("owner") ? Optional.of(OWNER) : Map.copyOf(documents);
                });
    }

    private Decision decide(Identity identity, String action, String resource) {
        return access.decide(new AccessRequest(identity, Set.of(action), resource, new BareContext("1", action)));
    }

    private void assertDecides(String expected, Identity identity, String action) {
        Decision decision = decide(identity, action, "bucket/key");
        assertEquals(expected, (decision.allowed() ? "allowed by " : "denied by ") + decision.by());
    }

    private static String statement(String sid, String effect, String principal, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{" + sid + principal + "\"Effect\":\"" + effect
                + "\",\"Action\":\"s3:" + action + "\",\"Resource\":\"arn:aws:s3:::bucket/*\"}}";
    }

    private Identity session(String policy) {
        KeyHolder holder = ((Identity.Known) alice).holder();
        return new Identity.Known(
                OWNER,
                "ASIA",
                new KeyHolder.Session(holder, Optional.of(policy), Instant.now().plusSeconds(900)));
    }

    private Identity federated() {
        KeyHolder holder = new KeyHolder.Federated(((Identity.Known) alice).holder(), "guest");
        Optional<String> all = Optional.of(statement("", "Allow", "", "*"));
        return new Identity.Known(
                OWNER, "ASIA", new KeyHolder.Session(holder, all, Instant.now().plusSeconds(900)));
    }

    private void bucketPolicy(String effect, String principal) {
        documents.put(
                BucketSetting.POLICY,
                statement("\"Sid\":\"This\",", effect, "\"Principal\":{\"AWS\":\"" + principal + "\"},", "GetObject"));
    }

    /** Else a user could step out of a denial by letting itself in under another name. */
    @Test
    void whatABucketSaysOfAUserCountsForWhomItLetsIn() {
        String arn = "arn:aws:iam::000000000000:user/alice";
        bucketPolicy("Allow", arn);
        assertDecides("allowed by bucket-policy:This", federated(), "GetObject");
        policies.put(Kind.USER, "alice", "all", statement("\"Sid\":\"All\",", "Allow", "", "*"));
        bucketPolicy("Deny", arn);
        assertDecides("denied by bucket-policy:This", federated(), "GetObject");
        bucketPolicy("Deny", "arn:aws:sts::000000000000:federated-user/guest");
        assertDecides("denied by bucket-policy:This", federated(), "GetObject");
        assertDecides("allowed by policy:all/All", alice, "GetObject");
        bucketPolicy("Deny", "arn:aws:iam::000000000000:user/bob");
        assertDecides("allowed by policy:all/All", federated(), "GetObject");
    }

    @Test
    void theStatementThatDecidedIsNamed() {
        assertDecides("allowed by root", ROOT, "GetObject");
        assertDecides("denied by none", alice, "GetObject");
        policies.put(Kind.USER, "alice", "home", statement("\"Sid\":\"Reads\",", "Allow", "", "*"));
        assertDecides("allowed by policy:home/Reads", alice, "GetObject");
        policies.put(Kind.USER, "alice", "none", statement("", "Deny", "", "DeleteObject"));
        assertDecides("denied by policy:none/Statement", alice, "DeleteObject");
        assertDecides("denied by session-policy", session(statement("", "Allow", "", "Put*")), "GetObject");
        assertDecides(
                "denied by session-policy:No", session(statement("\"Sid\":\"No\",", "Deny", "", "Get*")), "GetObject");
        documents.put(
                BucketSetting.POLICY, statement("\"Sid\":\"Open\",", "Allow", "\"Principal\":\"*\",", "GetObject"));
        assertDecides("allowed by bucket-policy:Open", Identity.ANONYMOUS, "GetObject");
        assertDecides("denied by none", Identity.ANONYMOUS, "PutObject");
        documents.put(
                BucketSetting.POLICY, statement("\"Sid\":\"Shut\",", "Deny", "\"Principal\":\"*\",", "GetObject"));
        assertDecides("denied by bucket-policy:Shut", ROOT, "GetObject");
        assertDecides("allowed by root", ROOT, "PutObject");
    }

    @Test
    void aListThatDecidedIsNamed() {
        documents.put(BucketSetting.OWNERSHIP, "ObjectWriter");
        documents.put(
                BucketSetting.ACL,
                new AccessControlList(
                                OWNER,
                                List.of(new AccessControlList.Grant(
                                        AccessControlList.Grantee.Group.ALL_USERS, AccessControlList.Permission.WRITE)))
                        .text());
        assertDecides("allowed by acl", Identity.ANONYMOUS, "PutObject");
    }

    @Test
    void aDecisionNeedsTheSettingsAtHandAndNothingElse() {
        policies.put(Kind.USER, "alice", "home", statement("", "Allow", "", "*"));
        for (Identity identity : List.of(ROOT, alice)) {
            asked.clear();
            assertTrue(decide(identity, "GetObject", "bucket/key").allowed());
            assertEquals(List.of("settings", "owner"), asked);
        }
    }

    @Test
    void onlyRootEntersABucketWhoseSettingsCannotBeRead() {
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertTrue(decide(alice, "GetObject", "bucket/key").allowed());
        readable = false;
        assertFalse(decide(alice, "GetObject", "bucket/key").allowed());
        assertFalse(decide(Identity.ANONYMOUS, "GetObject", "bucket/key").allowed());
        assertTrue(decide(ROOT, "GetObject", "bucket/key").allowed());
        readable = true;
        documents.put(BucketSetting.POLICY, "{");
        assertFalse(decide(alice, "GetObject", "bucket/key").allowed());
        assertTrue(decide(ROOT, "GetObject", "bucket/key").allowed());
        documents.remove(BucketSetting.POLICY);
        documents.put(BucketSetting.ACL, "no list");
        assertFalse(decide(alice, "GetObject", "bucket/key").allowed());
        assertTrue(decide(ROOT, "GetObject", "bucket/key").allowed());
    }

    @Test
    void aBucketThatIsMissingHasNoRules() {
        documents.put(BucketSetting.POLICY, statement("", "Allow", "\"Principal\":\"*\",", "GetObject"));
        assertFalse(decide(Identity.ANONYMOUS, "GetObject", "missing/key").allowed());
        assertFalse(decide(Identity.ANONYMOUS, "GetObject", "NoName/key").allowed());
        assertTrue(decide(ROOT, "ListAllMyBuckets", "").allowed());
    }
}
