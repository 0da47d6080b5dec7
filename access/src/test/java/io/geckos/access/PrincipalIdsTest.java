package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.domain.security.MalformedPolicyException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of buckets know users and roles by unique ids, which nobody gets again. */
class PrincipalIdsTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final String ALICE = "arn:aws:iam::000000000000:user/team/alice";
    private static final String BOB = "arn:aws:iam::123456789012:user/bob";
    private static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    private final BucketMap buckets = new BucketMap();
    private final DocumentMap documents = new DocumentMap();
    private final AccountStore accounts = accounts();
    private final IamUsers users = new IamUsers(accounts.first());
    private final IamPolicies policies = new IamPolicies(accounts.first(), "000000000000");
    private final PrincipalDirectory principals = PrincipalDirectory.of(accounts);
    private final IamRoles roles = new IamRoles(accounts.first(), principals);
    private final S3PolicyChecker checker = new S3PolicyChecker(principals);
    private final S3AccessPolicy access = new S3AccessPolicy(
            buckets.repository(),
            AccountUsers.of(accounts, false),
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Clock.systemUTC(),
            new DenialLog(Clock.systemUTC()));

    private AccountStore accounts() {
        return new AccountStore(documents, OWNER, List.of(), Clock.systemUTC(), Optional.empty());
    }

    @BeforeEach
    void makeUsers() {
        new IamAccounts(accounts).create("other", Optional.of("123456789012"));
        new IamUsers(others()).create("bob", "/");
        users.create("alice", "/team/");
        buckets.create(BUCKET, OWNER);
    }

    private UserStore others() {
        return accounts.users("123456789012").orElseThrow();
    }

    private static String policy(String effect, String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\": [ {\"Sid\":\"" + ALICE + "\",\"Effect\":\"" + effect
                + "\", \"Principal\": " + principal + ",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::bucket/*\",\n"
                + "\"Condition\":{\"ArnNotEquals\":{\"aws:PrincipalArn\":\"" + BOB + "\"}}}]}";
    }

    private static String named(String principal) {
        return "{\"AWS\":\"" + principal + "\"}";
    }

    /** Puts a policy, and answers it as it is stored. */
    private String put(String policy) {
        String stored = checker.toStored(BUCKET, policy);
        buckets.put(BUCKET, BucketSetting.POLICY, stored);
        return stored;
    }

    private Identity alice() {
        Credential key = accounts.find(users.createKey("alice").id()).orElseThrow();
        return new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
    }

    private static Identity session(KeyHolder holder) {
        return new Identity.Known(
                OWNER,
                "ASIA",
                new KeyHolder.Session(holder, Optional.empty(), Instant.now().plusSeconds(900)));
    }

    private Identity roleSession(String name) {
        return session(new KeyHolder.Role(roles.get("reader").entity().id(), "reader", name));
    }

    private boolean mayRead(Identity who) {
        return access.decide(
                        new AccessRequest(who, Set.of("GetObject"), "bucket/key", new BareContext("1", "GetObject")))
                .allowed();
    }

    private void makeAliceAgain() {
        users.get("alice").keys().forEach(key -> users.deleteKey("alice", key.id()));
        users.delete("alice");
        users.create("alice", "/team/");
    }

    @Test
    void aPolicyIsStoredWithIdsAndShownAsItWasPut() {
        String put = policy("Allow", "{\"AWS\": [ \"" + ALICE + "\", \"000000000000\",\"" + BOB + "\"]}");
        String alice = users.get("alice").entity().id();
        String bob = new IamUsers(others()).get("bob").entity().id();
        String stored = put(put);
        assertTrue(stored.contains("[ \"" + alice + "\", \"000000000000\",\"" + bob + "\"]"), stored);
        assertTrue(stored.contains("\"Sid\":\"" + ALICE + "\""), stored);
        assertTrue(stored.contains("\"aws:PrincipalArn\":\"" + BOB + "\""), stored);
        assertEquals(put, checker.toShown(BUCKET, stored));
    }

    @Test
    void anArnWrittenWithEscapesIsTheSame() {
        String stored = put(policy("Allow", named(ALICE.replace("/", "\\/").replace("l", "\\u006c"))));
        assertTrue(mayRead(alice()));
        assertEquals(policy("Allow", named(ALICE)), checker.toShown(BUCKET, stored));
    }

    @Test
    void aUserMadeAgainUnderTheNameGetsNothing() {
        String stored = put(policy("Allow", named(ALICE)));
        String id = users.get("alice").entity().id();
        assertTrue(mayRead(alice()));
        makeAliceAgain();
        assertFalse(mayRead(alice()));
        assertEquals(policy("Allow", named(id)), checker.toShown(BUCKET, stored));
        put(policy("Allow", named(ALICE)));
        assertTrue(mayRead(alice()));
    }

    @Test
    void aDenialOfWhoIsGoneDeniesNobodyElse() {
        put(policy("Deny", named(ALICE)));
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertFalse(mayRead(alice()));
        policies.detach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        makeAliceAgain();
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertTrue(mayRead(alice()));
    }

    @Test
    void anExceptionForWhoIsGoneIsNoneForOthers() {
        put(policy("Deny", named(ALICE)).replace("\"Principal\"", "\"NotPrincipal\""));
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertTrue(mayRead(alice()));
        policies.detach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        makeAliceAgain();
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertFalse(mayRead(alice()));
    }

    @Test
    void whoIsRenamedKeepsWhatThePolicyGives() {
        String stored = put(policy("Allow", named(ALICE)));
        Identity alice = alice();
        users.update("alice", Optional.of("alicia"), Optional.of("/a\"b\\/"));
        assertTrue(mayRead(alice));
        String arn = "arn:aws:iam::000000000000:user/a\\\"b\\\\/alicia";
        assertEquals(policy("Allow", named(arn)), checker.toShown(BUCKET, stored));
    }

    @Test
    void whoIsLetInByAUserMayWhatThePolicyGivesTheUser() {
        put(policy("Allow", named(ALICE)));
        KeyHolder alice = ((Identity.Known) alice()).holder();
        assertTrue(mayRead(session(alice)));
        assertTrue(mayRead(session(new KeyHolder.Federated(alice, "guest"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::000000000000:role/service/reader",
                "arn:aws:sts::000000000000:assumed-role/reader/night"
            })
    void aRoleMadeAgainGetsNothing(String principal) {
        roles.create("reader", "/service/", TRUST, "", 3600);
        String stored = put(policy("Allow", named(principal)));
        assertFalse(stored.contains(principal), stored);
        assertTrue(mayRead(roleSession("night")));
        assertEquals(principal.contains("role/service"), mayRead(roleSession("day")));
        assertEquals(policy("Allow", named(principal)), checker.toShown(BUCKET, stored));
        roles.delete("reader");
        roles.create("reader", "/service/", TRUST, "", 3600);
        assertFalse(mayRead(roleSession("night")));
        assertEquals(stored, checker.toShown(BUCKET, stored));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::000000000000:user/bob",
                "arn:aws:iam::000000000000:user/alice",
                "arn:aws:iam::000000000000:user/team/Alice",
                "arn:aws:iam::000000000000:role/team/alice",
                "arn:aws:iam::000000000000:role/reader",
                "arn:aws:iam::123456789012:user/team/alice",
                "arn:aws:iam::999999999999:user/team/alice",
                "arn:aws:sts::000000000000:assumed-role/reader/night",
                "AIDAAAAAAAAAAAAAAAAAA",
                "AROAAAAAAAAAAAAAAAAAA:night",
                "AIDA",
                "alice"
            })
    void whoDoesNotExistIsRefused(String principal) {
        MalformedPolicyException refusal =
                assertThrows(MalformedPolicyException.class, () -> put(policy("Allow", named(principal))));
        assertTrue(
                refusal.getMessage()
                        .startsWith("Invalid principal in policy: Statement[0].Principal.AWS \"" + principal + "\" "),
                refusal.getMessage());
    }

    @Test
    void theIdOfWhoExistsMayBePut() {
        put(policy("Allow", named(users.get("alice").entity().id())));
        assertTrue(mayRead(alice()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"*\"}",
                "{\"AWS\":\"999999999999\"}",
                "{\"AWS\":\"arn:aws:iam::999999999999:root\"}",
                "{\"AWS\":\"arn:aws:sts::000000000000:federated-user/guest\"}",
                "{\"Service\":\"logging.s3.amazonaws.com\"}"
            })
    void whoHasNoIdStaysAsPut(String principal) {
        String put = policy("Deny", principal);
        assertEquals(put, put(put));
        assertEquals(put, checker.toShown(BUCKET, put));
    }

    @Test
    void whatWasStoredWithNamesIsReadOn() {
        String before = policy("Allow", named(ALICE));
        buckets.put(BUCKET, BucketSetting.POLICY, before);
        assertTrue(mayRead(alice()));
        assertEquals(before, checker.toShown(BUCKET, before));
        makeAliceAgain();
        assertTrue(mayRead(alice()));
    }

    @Test
    void whatCannotBeReadIsShownAsItIs() {
        assertEquals("{", checker.toShown(BUCKET, "{"));
    }

    @Test
    void whomAnotherServerHasJustMadeIsKnown() {
        AccountStore gateway = accounts();
        gateway.refresh();
        new IamUsers(gateway.first()).create("carol", "/");
        put(policy("Allow", named("arn:aws:iam::000000000000:user/carol")));
        new IamUsers(gateway.users("123456789012").orElseThrow()).create("dave", "/");
        put(policy("Allow", named("arn:aws:iam::123456789012:user/dave")));
    }

    @Test
    void whoeverIsInNoAccountAnyMoreIsShownByTheId() {
        String stored = put(policy("Allow", named(BOB)));
        String id = new IamUsers(others()).get("bob").entity().id();
        new IamAccounts(accounts).delete("123456789012");
        assertEquals(policy("Allow", named(id)), checker.toShown(BUCKET, stored));
    }
}
