package io.geckos.access.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts as they are made and deleted, with their roots, users and sessions. */
class AccountStoreTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final String NUMBER = "123456789012";

    private final DocumentMap documents = new DocumentMap();
    private final AccountStore accounts = store();
    private final IamAccounts changes = new IamAccounts(accounts);

    private AccountStore store(Credential... configured) {
        AccountStore store =
                new AccountStore(documents, OWNER, List.of(configured), Clock.systemUTC(), Optional.empty());
        store.refresh();
        return store;
    }

    private String tenant() {
        return changes.create("tenant", Optional.empty()).account().number();
    }

    private UserStore users(String number) {
        return accounts.users(number).orElseThrow();
    }

    private static void refused(Code code, Runnable work) {
        assertEquals(code, assertThrows(IamException.class, work::run).code());
    }

    @Test
    void anAccountHasARootWithAKey() {
        assertTrue(accounts.isSingle());
        IamAccounts.Created made = changes.create("tenant", Optional.empty());
        assertFalse(accounts.isSingle());
        Credential root = accounts.find(made.key().id()).orElseThrow();
        assertEquals(made.account().owner(), root.principal());
        assertEquals(made.key().secret(), root.secret());
        assertEquals(KeyHolder.ROOT, root.holder());
        assertEquals(
                Optional.of(made.account().number()),
                Account.numberOf(root.principal().id()));
        assertEquals(
                List.of(OWNER, made.account().owner()),
                accounts.accounts().stream().map(Account::owner).toList());
        assertEquals(
                Optional.of(root.principal()),
                accounts.principal(root.principal().id()));
        assertEquals(Optional.of(OWNER), accounts.principal("canonical"));
        assertEquals(
                Optional.empty(),
                accounts.principal(Account.further(NUMBER, "").owner().id()));
    }

    /** Who would use a second store would not see a change at once. */
    @Test
    void manyThatAskFirstGetTheSameUsers() throws Exception {
        String number = tenant();
        AccountStore fresh = store();
        CyclicBarrier start = new CyclicBarrier(16);
        Callable<UserStore> first = () -> {
            start.await();
            return fresh.users(number).orElseThrow();
        };
        Set<UserStore> stores = new HashSet<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<UserStore> asked : threads.invokeAll(Collections.nCopies(start.getParties(), first))) {
                stores.add(asked.get());
            }
        }
        assertEquals(1, stores.size());
    }

    @Test
    void anAccountHasUsersOfItsOwnOnEveryServer() {
        String number = tenant();
        new IamUsers(accounts.first()).create("alice", "/");
        new IamUsers(users(number)).create("alice", "/");
        String key = new IamUsers(users(number)).createKey("alice").id();
        assertEquals(
                number,
                Account.numberOf(accounts.find(key).orElseThrow().principal().id())
                        .orElseThrow());
        assertTrue(accounts.first().find(key).isEmpty());
        assertTrue(store().find(key).isPresent());
        AccountStore other = store();
        String late = new IamUsers(users(number)).createKey("alice").id();
        assertTrue(other.find(late).isEmpty());
        other.refresh();
        assertTrue(other.find(late).isPresent());
    }

    @Test
    void aTokenOfOneAccountIsNoneOfAnother() {
        String number = tenant();
        SessionTokens.Issued issued =
                users(number).tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofHours(1));
        Credential session = accounts.find(issued.accessKeyId(), issued.token()).orElseThrow();
        assertEquals(Optional.of(number), Account.numberOf(session.principal().id()));
        String bare = issued.token().substring(number.length() + 1);
        String another = changes.create("another", Optional.empty()).account().number();
        SessionTokens.Issued _ = accounts.first().tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofHours(1));
        SessionTokens.Issued _ = users(another).tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofHours(1));
        for (String forged : List.of(bare, another + "." + bare, Account.FIRST + "." + bare, "." + bare, "x." + bare)) {
            assertThrows(AuthenticationException.class, () -> accounts.find(issued.accessKeyId(), forged), forged);
        }
    }

    @Test
    void nothingOfADeletedAccountCounts() {
        IamAccounts.Created made = changes.create("tenant", Optional.empty());
        String number = made.account().number();
        new IamUsers(users(number)).create("alice", "/");
        String key = new IamUsers(users(number)).createKey("alice").id();
        SessionTokens.Issued issued =
                users(number).tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofHours(1));
        changes.delete(number);
        assertTrue(accounts.find(made.key().id()).isEmpty());
        assertTrue(accounts.find(key).isEmpty());
        assertThrows(AuthenticationException.class, () -> accounts.find(issued.accessKeyId(), issued.token()));
        refused(Code.NoSuchEntity, () -> changes.delete(number));
        changes.create("tenant", Optional.of(number));
        assertTrue(accounts.find(made.key().id()).isEmpty());
        assertTrue(accounts.find(key).isEmpty());
        assertThrows(AuthenticationException.class, () -> accounts.find(issued.accessKeyId(), issued.token()));
        assertTrue(users(number).database().users().isEmpty());
    }

    @Test
    void namesAndNumbersAreGivenOnce() {
        changes.create("tenant", Optional.of(NUMBER));
        refused(Code.EntityAlreadyExists, () -> changes.create("Tenant", Optional.empty()));
        refused(Code.EntityAlreadyExists, () -> changes.create("other", Optional.of(NUMBER)));
        refused(Code.EntityAlreadyExists, () -> changes.create("OWNER", Optional.empty()));
        assertEquals(2, accounts.accounts().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000", "12345678901", "1234567890123", "12345678901x", ""})
    void aNumberHasTwelveDigits(String number) {
        refused(Code.ValidationError, () -> changes.create("tenant", Optional.of(number)));
        assertTrue(accounts.isSingle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "new\nline", "a/b"})
    void aNameHasTheFormOfNames(String name) {
        refused(Code.ValidationError, () -> changes.create(name, Optional.empty()));
        assertTrue(accounts.isSingle());
    }

    @Test
    void aRootHasTwoKeysSoThatOneCanReplaceTheOther() {
        IamAccounts.Created made = changes.create("tenant", Optional.empty());
        String number = made.account().number();
        AccessKey second = changes.createKey(number);
        assertNotEquals(made.key().secret(), second.secret());
        refused(Code.LimitExceeded, () -> changes.createKey(number));
        changes.deleteKey(number, made.key().id());
        assertTrue(accounts.find(made.key().id()).isEmpty());
        assertEquals(second.secret(), accounts.find(second.id()).orElseThrow().secret());
        refused(Code.NoSuchEntity, () -> changes.deleteKey(number, made.key().id()));
        changes.deleteKey(number, second.id());
        assertTrue(accounts.find(changes.createKey(number).id()).isPresent());
    }

    @Test
    void theFirstAccountIsThatOfTheConfiguration() {
        for (Runnable change : List.<Runnable>of(
                () -> changes.delete(Account.FIRST),
                () -> changes.createKey(Account.FIRST),
                () -> changes.deleteKey(Account.FIRST, "AKIA"))) {
            refused(Code.UnmodifiableEntity, change);
        }
    }

    @Test
    void anAccountOfTheConfigurationNeedsNoDocument() {
        Credential root = new Credential(Account.further(NUMBER, "alt").owner(), "ALTKEY", "altsecret");
        AccountStore configured = store(root);
        assertEquals(Optional.of(root), configured.find("ALTKEY"));
        assertFalse(configured.isSingle());
        assertEquals(List.of("ALTKEY"), configured.rootKeys(NUMBER));
        new IamUsers(configured.users(NUMBER).orElseThrow()).create("bob", "/");
        assertTrue(documents.read(new DocumentName("users-" + NUMBER)).isPresent());
        IamAccounts of = new IamAccounts(configured);
        refused(Code.UnmodifiableEntity, () -> of.delete(NUMBER));
        refused(Code.UnmodifiableEntity, () -> of.createKey(NUMBER));
        refused(Code.EntityAlreadyExists, () -> of.create("alt", Optional.empty()));
    }

    @Test
    void theConfigurationGoesBeforeWhatIsKept() {
        IamAccounts.Created kept = changes.create("tenant", Optional.of(NUMBER));
        Credential root = new Credential(Account.further(NUMBER, "alt").owner(), "ALTKEY", "altsecret");
        AccountStore configured = store(root);
        assertTrue(configured.find(kept.key().id()).isEmpty());
        assertEquals(List.of("ALTKEY"), configured.rootKeys(NUMBER));
        assertEquals(2, configured.accounts().size());
    }

    @Test
    void aDocumentWithoutAccountsIsRead() {
        new IamUsers(accounts.first()).create("alice", "/");
        assertFalse(
                documents.read(new DocumentName("users")).orElseThrow().text().contains("accounts"));
        assertEquals(1, store().first().database().users().size());
    }
}
