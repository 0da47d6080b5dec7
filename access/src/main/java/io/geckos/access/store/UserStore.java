package io.geckos.access.store;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The users of an account, kept in one document. Requests are served from memory; a change here counts at once, and one
 * that another server made counts at the next {@link #refresh}. If the document cannot be read, what was read last still
 * counts. Safe for many threads.
 */
public final class UserStore implements CredentialStore {
    private static final System.Logger LOGGER = System.getLogger(UserStore.class.getName());

    /** How often a change is tried again because another server made one in between. */
    private static final int ATTEMPTS = 100;

    private final DocumentStore documents;
    private final DocumentName name;
    private final Account account;
    private final Clock clock;
    private final StoredSecrets secrets;
    private final ReentrantLock changing = new ReentrantLock();
    private final SessionTokens tokens;
    private final AccessKeyIndex index;
    private final Map<String, Instant> lastUse = new ConcurrentHashMap<>();
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private volatile boolean readable = true;

    /**
     * What was read last; the revision is empty if there was no document.
     *
     * @param credentials those of active keys, by their ids
     * @param current whether the secrets have the form in which they would be written now
     */
    private record Snapshot(
            Optional<String> revision, UserDatabase database, Map<String, Credential> credentials, boolean current) {
        private static final Snapshot EMPTY = new Snapshot(Optional.empty(), UserDatabase.EMPTY, Map.of(), true);
    }

    /**
     * Keeps the users of the first account in {@code documents}, with their secrets as they are. Nothing is read before
     * {@link #refresh}.
     */
    public UserStore(DocumentStore documents, Principal account, Clock clock) {
        this(documents, account, clock, Optional.empty());
    }

    /** Keeps the users of the first account, with their secrets encrypted if there is a cipher. */
    public UserStore(DocumentStore documents, Principal account, Clock clock, Optional<SecretCipher> cipher) {
        this(documents, new Account(Account.FIRST, account), clock, cipher);
    }

    /** Keeps the users of an account, with their secrets encrypted if there is a cipher. */
    public UserStore(DocumentStore documents, Account account, Clock clock, Optional<SecretCipher> cipher) {
        this(documents, account, clock, cipher, new AccessKeyIndex());
    }

    /** Keeps the users of an account, and their keys in an index over several accounts. */
    UserStore(
            DocumentStore documents,
            Account account,
            Clock clock,
            Optional<SecretCipher> cipher,
            AccessKeyIndex index) {
        this.index = index;
        this.documents = documents;
        this.name = new DocumentName(account.number().equals(Account.FIRST) ? "users" : "users-" + account.number());
        this.account = account;
        this.clock = clock;
        this.secrets = new StoredSecrets(cipher);
        this.tokens = new SessionTokens(this, clock);
    }

    /** The users as they are now. */
    public UserDatabase database() {
        return snapshot.database();
    }

    /** The tokens of sessions. */
    public SessionTokens tokens() {
        return tokens;
    }

    /** The account of the users. */
    public Account account() {
        return account;
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        return Optional.ofNullable(snapshot.credentials().get(accessKeyId));
    }

    @Override
    public Optional<Credential> find(String accessKeyId, String token) {
        return tokens.credential(accessKeyId, token);
    }

    /** Notes that a request was signed with a key. Several requests of one second are noted once, because each would wait. */
    public void noteUse(String accessKeyId, Instant at) {
        Instant known = lastUse.get(accessKeyId);
        boolean noted = known != null && known.getEpochSecond() >= at.getEpochSecond();
        if (!noted && snapshot.database().key(accessKeyId).isPresent()) {
            lastUse.put(accessKeyId, at);
        }
    }

    /** When a request was last signed with a key, since the start of this server. */
    public Optional<Instant> lastUse(String accessKeyId) {
        return Optional.ofNullable(lastUse.get(accessKeyId));
    }

    /** Reads the document anew if it has changed. Logs what fails; then what was read last still counts. */
    public void refresh() {
        try {
            Optional<Document> document = documents.read(name);
            if (!document.map(Document::revision).equals(snapshot.revision()) || !readable) {
                changing.lock();
                try {
                    show(read());
                } finally {
                    changing.unlock();
                }
                if (!readable) {
                    LOGGER.log(INFO, "the users of account {0} can be read again", account.number());
                }
                readable = true;
            }
        } catch (IllegalArgumentException | StorageException e) {
            if (readable) {
                LOGGER.log(
                        ERROR,
                        "the users of account {0} cannot be read, so that changes to them do not count; root is not"
                                + " affected: {1}",
                        account.number(),
                        e.getMessage());
            }
            readable = false;
        }
    }

    private Snapshot read() {
        return documents
                .read(name)
                .map(document -> {
                    UserDatabase stored = UserDatabaseFormat.read(document.text());
                    UserDatabase database = secrets.decrypted(stored);
                    return new Snapshot(
                            Optional.of(document.revision()),
                            database,
                            credentials(database),
                            secrets.areCurrent(stored));
                })
                .orElse(Snapshot.EMPTY);
    }

    private Map<String, Credential> credentials(UserDatabase database) {
        Map<String, Credential> credentials = new HashMap<>();
        for (User user : database.users().values()) {
            KeyHolder holder =
                    new KeyHolder.User(user.entity().id(), user.entity().name());
            user.keys().stream()
                    .filter(AccessKey::active)
                    .forEach(key ->
                            credentials.put(key.id(), new Credential(account.owner(), key.id(), key.secret(), holder)));
        }
        return credentials;
    }

    /** Lets what was read count for requests. Keys are in the index before they count, and as long as they do. */
    private void show(Snapshot next) {
        Set<String> gone = new HashSet<>(snapshot.credentials().keySet());
        gone.removeAll(next.credentials().keySet());
        index.add(this, next.credentials().keySet());
        snapshot = next;
        index.remove(this, gone);
    }

    /**
     * Writes the document anew if the current cipher has not encrypted all secrets in it. Does nothing if the users cannot
     * be read.
     *
     * @throws StorageException if the document cannot be written
     */
    public void encryptSecrets() {
        if (readable && !snapshot.current()) {
            UserDatabase _ = update(database -> database.withTokenKey(database.tokenKey()));
        }
    }

    /**
     * Makes a change. When the call returns it is durable and counts for requests to this server.
     *
     * @param change makes the new database from the current one; may be called several times
     * @return the new database
     * @throws IamException if the change refuses, or there is no room for more
     * @throws StorageException if the document cannot be read or written
     */
    public UserDatabase update(UnaryOperator<UserDatabase> change) {
        changing.lock();
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Snapshot current = readForChange();
                UserDatabase changed = change.apply(current.database());
                if (changed == current.database() || write(current, changed)) {
                    show(changed == current.database() ? current : read());
                    return changed;
                }
            }
        } finally {
            changing.unlock();
        }
        throw new StorageException.Busy("the users are being changed by other servers; try again");
    }

    private Snapshot readForChange() {
        try {
            return read();
        } catch (IllegalArgumentException e) {
            throw new StorageException.StorageFailure("the users cannot be read, so they cannot be changed", e);
        }
    }

    private boolean write(Snapshot current, UserDatabase changed) {
        try {
            return documents.write(name, current.revision(), UserDatabaseFormat.write(secrets.encrypted(changed)));
        } catch (IllegalArgumentException _) {
            throw new IamException(
                    Code.LimitExceeded,
                    "Cannot exceed quota for the size of all users, groups, roles and policies: "
                            + DocumentStore.MAX_BYTES + " bytes");
        }
    }
}
