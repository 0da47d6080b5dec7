package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.store.DocumentMap;
import io.geckos.access.store.IamGroups;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.SessionTokens;
import io.geckos.access.store.UserStore;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users, groups, roles and sessions may do, asked by the holders of their keys. */
class CallerLookupTest {
    private static final String ACCOUNT = "000000000000";
    private static final DocumentName NAME = new DocumentName("users");

    private final SettableClock clock = new SettableClock();
    private final DocumentMap documents = new DocumentMap();
    private final Principal owner = new Principal("canonical", "owner");
    private final UserStore store = new UserStore(documents, owner, clock);
    private final IamUsers users = new IamUsers(store);
    private final IamGroups groups = new IamGroups(store);
    private final IamPolicies policies = new IamPolicies(store, ACCOUNT);
    private final IamRoles roles = new IamRoles(store, PrincipalDirectory.of(store));
    private final DenialLog denials = new DenialLog(clock);
    private final ServiceAccessPolicy access = new ServiceAccessPolicy(
            new AccountUsers(new Account(ACCOUNT, owner), store::database, false), clock, denials);
    private Identity alice = Identity.ANONYMOUS;

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static String document(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static String trust(String principal) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}}";
    }

    private Identity holder(String keyId) {
        return identity(store.find(keyId).orElseThrow());
    }

    private static Identity identity(Credential credential) {
        return new Identity.Known(credential.principal(), credential.accessKeyId(), credential.holder());
    }

    private Identity session(KeyHolder holder, Optional<String> policy) {
        SessionTokens.Issued issued = store.tokens().issue(holder, policy, Duration.ofHours(1));
        return identity(store.find(issued.accessKeyId(), issued.token()).orElseThrow());
    }

    private boolean may(Identity identity, String action, String arn) {
        return access.decide(identity, action, arn, new BareContext("1", "Operation"))
                .allowed();
    }

    @BeforeEach
    void makeAlice() {
        users.create("alice", "/team/");
        alice = holder(users.createKey("alice").id());
    }

    @Test
    void aUserMayDoNothingWithoutAPolicy() {
        assertFalse(may(alice, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(alice, "iam:GetUser", "arn:aws:iam::000000000000:user/team/alice"));
    }

    @Test
    void inlineAttachedAndGroupPoliciesCountAtOnce() {
        policies.put(Kind.USER, "alice", "p", document("Allow", "s3:GetObject", "arn:aws:s3:::b/*"));
        assertTrue(may(alice, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(alice, "s3:PutObject", "arn:aws:s3:::b/k"));
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        assertTrue(may(alice, "s3:ListBucket", "arn:aws:s3:::b"));
        groups.create("writers", "/");
        policies.put(Kind.GROUP, "writers", "p", document("Allow", "s3:PutObject", "*"));
        users.addToGroup("alice", "writers");
        assertTrue(may(alice, "s3:PutObject", "arn:aws:s3:::b/k"));
        users.removeFromGroup("alice", "writers");
        assertFalse(may(alice, "s3:PutObject", "arn:aws:s3:::b/k"));
    }

    @Test
    void aDenialOfAGroupOutweighsWhatTheUserMay() {
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        groups.create("careful", "/");
        policies.put(Kind.GROUP, "careful", "p", document("Deny", "s3:Delete*", "*"));
        users.addToGroup("alice", "careful");
        assertTrue(may(alice, "iam:CreateUser", "arn:aws:iam::000000000000:user/bob"));
        assertFalse(may(alice, "s3:DeleteObject", "arn:aws:s3:::b/k"));
    }

    @Test
    void variablesStandForTheUser() {
        policies.put(Kind.USER, "alice", "p", document("Allow", "s3:*", "arn:aws:s3:::b/home/${aws:username}/*"));
        assertTrue(may(alice, "s3:GetObject", "arn:aws:s3:::b/home/alice/k"));
        assertFalse(may(alice, "s3:GetObject", "arn:aws:s3:::b/home/bob/k"));
    }

    @Test
    void aUserOfAnEarlierNameInheritsNothing() {
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        Identity session = session(((Identity.Known) alice).holder(), Optional.empty());
        assertTrue(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
        policies.detach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        users.deleteKey("alice", users.get("alice").keys().getFirst().id());
        users.delete("alice");
        users.create("alice", "/");
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertFalse(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(alice, "s3:GetObject", "arn:aws:s3:::b/k"));
    }

    @Test
    void aPolicyThatCannotBeReadTakesEverythingAway() {
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AdministratorAccess");
        policies.put(Kind.USER, "alice", "p", document("Deny", "s3:DeleteObject", "*"));
        Document document = documents.read(NAME).orElseThrow();
        String spoiled = document.text().replace("s3:DeleteObject", "s3:DeleteObjekt");
        assertTrue(documents.write(NAME, Optional.of(document.revision()), spoiled));
        store.refresh();
        assertFalse(may(alice, "s3:GetObject", "arn:aws:s3:::b/k"));
    }

    @Test
    void aSessionMayDoNoMoreThanItsPolicyAndItsHolder() {
        policies.put(Kind.USER, "alice", "p", document("Allow", "s3:*", "arn:aws:s3:::b/*"));
        Optional<String> narrow = Optional.of(document("Allow", "s3:GetObject", "*"));
        Identity session = session(((Identity.Known) alice).holder(), narrow);
        assertTrue(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(session, "s3:PutObject", "arn:aws:s3:::b/k"));
        assertFalse(may(session, "s3:GetObject", "arn:aws:s3:::other/k"));
        Identity ofRoot = session(KeyHolder.ROOT, narrow);
        assertTrue(may(ofRoot, "s3:GetObject", "arn:aws:s3:::other/k"));
        assertFalse(may(ofRoot, "iam:CreateUser", "arn:aws:iam::000000000000:user/bob"));
    }

    @Test
    void aRoleIsAssumedByWhomItTrusts() {
        String aliceArn = "arn:aws:iam::000000000000:user/team/alice";
        Identity root = new Identity.Known(owner, "root");
        var direct = roles.create("direct", "/", trust(aliceArn), "", 3600);
        assertTrue(mayAssume(alice, direct));
        assertFalse(mayAssume(root, direct));
        assertFalse(mayAssume(Identity.ANONYMOUS, direct));
        var byAccount = roles.create("by-account", "/", trust(ACCOUNT), "", 3600);
        assertTrue(mayAssume(root, byAccount));
        assertFalse(mayAssume(alice, byAccount));
        policies.put(
                Kind.USER,
                "alice",
                "p",
                document("Allow", "sts:AssumeRole", "arn:aws:iam::000000000000:role/by-account"));
        assertTrue(mayAssume(alice, byAccount));
        policies.put(Kind.USER, "alice", "q", document("Deny", "sts:*", "*"));
        assertFalse(mayAssume(alice, byAccount));
        assertFalse(mayAssume(alice, direct));
    }

    @Test
    void aSessionOfARoleMayWhatTheRoleMay() {
        var role = roles.create("reader", "/", trust(ACCOUNT), "", 3600);
        policies.put(Kind.ROLE, "reader", "p", document("Allow", "s3:GetObject", "*"));
        Identity session = session(new KeyHolder.Role(role.entity().id(), "reader", "nightly"), Optional.empty());
        assertTrue(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(session, "s3:PutObject", "arn:aws:s3:::b/k"));
        assertEquals(
                "arn:aws:sts::000000000000:assumed-role/reader/nightly",
                access.sender(session).arn());
        policies.delete(Kind.ROLE, "reader", "p");
        assertFalse(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
        roles.delete("reader");
        assertFalse(may(session, "s3:GetObject", "arn:aws:s3:::b/k"));
    }

    private static Reason refusal(UserStore store, String keyId, String token) {
        return assertThrows(AuthenticationException.class, () -> store.find(keyId, token))
                .reason();
    }

    @Test
    void tokensAreRefusedWhenTheyExpire() {
        SessionTokens.Issued issued = store.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        assertTrue(store.find(issued.accessKeyId(), issued.token()).isPresent());
        clock.now = issued.expires().minusSeconds(1);
        assertTrue(store.find(issued.accessKeyId(), issued.token()).isPresent());
        clock.now = issued.expires();
        assertEquals(Reason.EXPIRED_TOKEN, refusal(store, issued.accessKeyId(), issued.token()));
    }

    @Test
    void tokensThatWereChangedAreRefused() {
        SessionTokens.Issued issued = store.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        SessionTokens.Issued other = store.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        String token = issued.token();
        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'Q' : 'A';
            String tampered = token.substring(0, i) + changed + token.substring(i + 1);
            assertEquals(Reason.INVALID_TOKEN, refusal(store, issued.accessKeyId(), tampered), tampered);
        }
        for (String wrong : new String[] {"", "x", "!!!", token.substring(1), token + "A", token.substring(0, 16)}) {
            assertEquals(Reason.INVALID_TOKEN, refusal(store, issued.accessKeyId(), wrong), wrong);
        }
        assertEquals(Reason.INVALID_TOKEN, refusal(store, issued.accessKeyId(), other.token()));
        assertTrue(store.find(issued.accessKeyId(), token).isPresent());
        assertEquals(Reason.INVALID_TOKEN, refusal(store, other.accessKeyId(), token));
    }

    @Test
    void tokensOfAnotherStoreAreRefused() {
        SessionTokens.Issued issued = store.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        UserStore other = new UserStore(new DocumentMap(), owner, clock);
        assertEquals(Reason.INVALID_TOKEN, refusal(other, issued.accessKeyId(), issued.token()));
        other.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        assertEquals(Reason.INVALID_TOKEN, refusal(other, issued.accessKeyId(), issued.token()));
        UserStore gateway = new UserStore(documents, owner, clock);
        gateway.refresh();
        assertTrue(gateway.find(issued.accessKeyId(), issued.token()).isPresent());
    }

    @Test
    void longLivedKeysHaveNoToken() {
        assertEquals(Optional.empty(), store.find("AKIAEXAMPLE", "token"));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.tokens()
                        .issue(
                                new KeyHolder.Session(KeyHolder.ROOT, Optional.empty(), clock.now),
                                Optional.empty(),
                                Duration.ofHours(1)));
    }

    private boolean mayAssume(Identity identity, Role role) {
        return access.decideAssumption(identity, role, ACCOUNT, new BareContext("1", "Operation"))
                .allowed();
    }
}
