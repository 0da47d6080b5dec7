package io.geckos.access.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UserStoreTest {
    private static final DocumentName NAME = new DocumentName("users");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

    private final DocumentMap documents = new DocumentMap();
    private final UserStore here = store();
    private final IamUsers users = new IamUsers(here);

    private UserStore store() {
        return new UserStore(documents, new Principal("canonical", "owner"), CLOCK);
    }

    @Test
    void everythingIsReadAsItWasWritten() {
        users.create("alice", "/team/");
        AccessKey key = users.createKey("alice");
        IamPolicies policies = new IamPolicies(here, "000000000000");
        new IamGroups(here).create("readers", "/");
        users.addToGroup("alice", "readers");
        policies.put(PolicyOwner.Kind.USER, "alice", "all", DOCUMENT + "\n");
        ManagedPolicy managed = policies.create("managed", "/", "says \u2028 \"much\"", DOCUMENT);
        policies.attach(PolicyOwner.Kind.GROUP, "readers", managed.arn("000000000000"));
        new IamRoles(here, PrincipalDirectory.of(here))
                .create(
                        "role",
                        "/",
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}",
                        "",
                        3600);

        UserStore other = store();
        other.refresh();
        assertEquals(here.database().users(), other.database().users());
        assertEquals(here.database().groups(), other.database().groups());
        assertEquals(here.database().roles(), other.database().roles());
        assertEquals(here.database().policies(), other.database().policies());
        assertEquals(key.secret(), other.find(key.id()).orElseThrow().secret());
        assertEquals(
                "says \u2028 \"much\"",
                new IamPolicies(other, "000000000000")
                        .get(managed.arn("000000000000"))
                        .description());
        assertEquals(Set.of("readers"), new IamUsers(other).get("alice").groups());
    }

    @Test
    void keysOfUsersAreFoundAsLongAsTheyAreActive() {
        User user = users.create("alice", "/");
        AccessKey key = users.createKey("alice");
        assertEquals(
                new KeyHolder.User(user.entity().id(), "alice"),
                here.find(key.id()).orElseThrow().holder());
        users.setActive("alice", key.id(), false);
        assertEquals(Optional.empty(), here.find(key.id()));
        users.setActive("alice", key.id(), true);
        assertTrue(here.find(key.id()).isPresent());
        users.deleteKey("alice", key.id());
        assertEquals(Optional.empty(), here.find(key.id()));
    }

    @Test
    void changesOfOtherServersCountAfterARefresh() {
        UserStore there = store();
        there.refresh();
        users.create("alice", "/");
        AccessKey key = users.createKey("alice");
        assertEquals(Optional.empty(), there.find(key.id()));
        there.refresh();
        assertTrue(there.find(key.id()).isPresent());
        users.deleteKey("alice", key.id());
        there.refresh();
        assertFalse(there.find(key.id()).isPresent());
    }

    @Test
    void whatWasReadLastCountsWhileTheStoreIsGone() {
        users.create("alice", "/");
        AccessKey key = users.createKey("alice");
        documents.broken = true;
        here.refresh();
        assertTrue(here.find(key.id()).isPresent());
        assertThrows(StorageException.Unavailable.class, () -> users.create("bob", "/"));
        documents.broken = false;
        users.create("bob", "/");
        assertTrue(here.database().users().containsKey("bob"));
    }

    @Test
    void aDocumentThatCannotBeReadIsNeverOverwritten() {
        documents.write(NAME, Optional.empty(), "{\"format\": 2}");
        here.refresh();
        assertEquals(Set.of(), here.database().users().keySet());
        assertThrows(StorageException.StorageFailure.class, () -> users.create("alice", "/"));
        assertEquals("{\"format\": 2}", documents.read(NAME).orElseThrow().text());
    }

    @Test
    void noUserIsLostAmongServersThatMakeThemAtOnce() throws Exception {
        List<Callable<User>> calls = new ArrayList<>();
        for (int server = 0; server < 4; server++) {
            IamUsers others = new IamUsers(store());
            for (int i = 0; i < 5; i++) {
                String name = "user-" + server + "-" + i;
                calls.add(() -> others.create(name, "/"));
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<User> call : threads.invokeAll(calls)) {
                call.get();
            }
        }
        here.refresh();
        assertEquals(20, here.database().users().size());
    }

    @Test
    void oneNameIsGivenOnceAmongThreadsThatAskAtOnce() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                try {
                    return users.create("alice", "/").entity().name();
                } catch (IamException e) {
                    return e.code().name();
                }
            });
        }
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }
        assertEquals(1, answers.stream().filter("alice"::equals).count());
        assertEquals(7, answers.stream().filter("EntityAlreadyExists"::equals).count());
    }

    @Test
    void usersThatDoNotFitAreRefusedAndNothingIsLost() {
        users.create("alice", "/");
        String big = "x".repeat(2000);
        IamRoles roles = new IamRoles(here, PrincipalDirectory.of(here));
        String trust = "{\"Statement\":{\"Sid\":\"" + big.substring(0, 1900)
                + "\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\"}}";
        IamException full = assertThrows(IamException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                roles.create("role" + i, "/", trust, big.substring(0, 1000), 3600);
            }
        });
        assertEquals(Code.LimitExceeded, full.code());
        assertTrue(here.database().users().containsKey("alice"));
    }

    @Test
    void secretsAreNotShown() {
        users.create("alice", "/");
        AccessKey key = users.createKey("alice");
        assertFalse(users.get("alice").toString().contains(key.secret()));
        assertFalse(here.find(key.id()).orElseThrow().toString().contains(key.secret()));
    }
}
