package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.DocumentMap;
import io.geckos.access.store.IamGroups;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of requests that lacked a permission, and what it says. */
class DenialLogTest {
    private static final String ACCOUNT = "000000000000";
    private static final Principal OWNER = new Principal("canonical", "owner");

    private final UserStore store = new UserStore(new DocumentMap(), OWNER, Clock.systemUTC());
    private final IamUsers users = new IamUsers(store);
    private final IamPolicies policies = new IamPolicies(store, ACCOUNT);
    private final DenialLog denials = new DenialLog(Clock.systemUTC());
    private final ServiceAccessPolicy access = new ServiceAccessPolicy(
            new AccountUsers(new Account(ACCOUNT, OWNER), store::database, false), Clock.systemUTC(), denials);
    private Identity alice = Identity.ANONYMOUS;

    @BeforeEach
    void makeAlice() {
        users.create("alice", "/");
        Credential key = store.find(users.createKey("alice").id()).orElseThrow();
        alice = new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
    }

    private String reason(Identity identity) {
        BareContext facts = new BareContext("only", "DeleteObject");
        DenialLog fresh = new DenialLog(Clock.systemUTC());
        ServiceAccessPolicy policy = new ServiceAccessPolicy(
                new AccountUsers(new Account(ACCOUNT, OWNER), store::database, false), Clock.systemUTC(), fresh);
        assertFalse(policy.decide(identity, "s3:DeleteObject", "arn:aws:s3:::b/k", facts)
                .allowed());
        return fresh.find("only").orElseThrow().denials().getFirst().reason();
    }

    private static String deny(String id) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},{" + id
                + "\"Effect\":\"Deny\",\"Action\":\"s3:Delete*\",\"Resource\":\"*\"}]}";
    }

    @Test
    void theStatementThatDecidedIsNamed() {
        assertEquals("no policy allows it", reason(alice));
        policies.put(Kind.USER, "alice", "home", deny(""));
        assertEquals("Statement[1] of inline policy home of user alice", reason(alice));
        policies.put(Kind.USER, "alice", "home", deny("\"Sid\":\"keep all\","));
        assertEquals("Statement[1] (keep all) of inline policy home of user alice", reason(alice));
        policies.delete(Kind.USER, "alice", "home");
        IamGroups groups = new IamGroups(store);
        groups.create("staff", "/");
        users.addToGroup("alice", "staff");
        String arn = policies.create("keep", "/", "", deny("")).arn(ACCOUNT);
        policies.attach(Kind.GROUP, "staff", arn);
        assertEquals("Statement[1] of policy " + arn + " of group staff", reason(alice));
    }

    @Test
    void policiesOfSessionsAndHoldersWhoAreGoneAreNamed() {
        policies.attach(Kind.USER, "alice", "arn:aws:iam::aws:policy/AmazonS3FullAccess");
        Identity session = session(deny("\"Sid\":\"x\","));
        assertEquals("Statement[1] (x) of the policy of the session", reason(session));
        assertEquals(
                "the policy of the session does not allow it",
                reason(session(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}")));
        Identity gone = new Identity.Known(OWNER, "AKIA", new KeyHolder.User("AIDAGONE", "gone"));
        assertEquals("the user, role or account of the key is gone", reason(gone));
    }

    private Identity session(String policy) {
        KeyHolder holder = ((Identity.Known) alice).holder();
        return new Identity.Known(
                OWNER,
                "ASIA",
                new KeyHolder.Session(holder, Optional.of(policy), Instant.now().plusSeconds(900)));
    }

    private void deny(Identity identity, String id, String key) {
        assertFalse(access.decide(
                        identity, "s3:DeleteObject", "arn:aws:s3:::bucket/" + key, new BareContext(id, "DeleteObject"))
                .allowed());
    }

    @Test
    void theDenialsOfARequestStandTogetherAndAreCounted() {
        for (int i = 0; i < 1000; i++) {
            deny(alice, "many", "key" + i);
        }
        DeniedRequest request = denials.find("many").orElseThrow();
        assertEquals(DeniedRequest.MAX_DENIALS, request.denials().size());
        assertEquals(1000 - DeniedRequest.MAX_DENIALS, request.more());
        assertEquals(
                new Denial("s3:DeleteObject", "arn:aws:s3:::bucket/key0", "no policy allows it"),
                request.denials().getFirst());
        assertEquals("user/alice", request.user());
        assertEquals("DeleteObject", request.operation());
    }

    @Test
    void theOldestAreForgotten() {
        for (int i = 0; i <= DenialLog.MAX_REQUESTS; i++) {
            deny(alice, "id" + i, "key");
        }
        assertTrue(denials.find("id0").isEmpty());
        assertTrue(denials.find("id1").isPresent());
        assertEquals(DenialLog.MAX_REQUESTS, denials.latestFirst().size());
    }

    @Test
    void strangersDoNotPushOutUsers() {
        deny(alice, "alice", "key");
        for (int i = 0; i < 2 * DenialLog.MAX_REQUESTS; i++) {
            deny(Identity.ANONYMOUS, "id" + i, "x".repeat(100_000));
        }
        assertTrue(denials.find("alice").isPresent());
        List<DeniedRequest> all = denials.latestFirst();
        assertTrue(
                all.stream().mapToInt(DeniedRequest::length).sum() <= 2 * DenialLog.MAX_LENGTH,
                () -> "kept " + all.size());
        assertTrue(denials.find("id" + (2 * DenialLog.MAX_REQUESTS - 1)).isPresent());
    }
}
