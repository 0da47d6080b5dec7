package io.geckos.server.quota;

import static java.lang.System.Logger.Level.ERROR;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.security.Account;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The quota of an account, kept in a document. A change here counts at once, and one that another server made counts
 * within 5 seconds. If the document cannot be read, what was read last still counts. Safe for many threads.
 */
final class AccountQuota {
    private static final System.Logger LOGGER = System.getLogger(AccountQuota.class.getName());

    private static final long REFRESH = Duration.ofSeconds(2).toNanos();

    private final DocumentStore documents;
    private final String account;
    private final DocumentName name;
    private final AtomicLong read = new AtomicLong();
    private volatile Quota quota = Quota.NONE;
    private volatile boolean readable = true;

    /** The quota of the account of that number. */
    AccountQuota(DocumentStore documents, String account) {
        this.documents = documents;
        this.account = account;
        this.name = new DocumentName(account.equals(Account.FIRST) ? "account-quota" : "account-quota-" + account);
        refresh();
        read.set(System.nanoTime());
    }

    /** The quota. Now and then one of the callers reads the document for it. */
    Quota quota() {
        long before = read.get();
        long now = System.nanoTime();
        if (now - before > REFRESH && read.compareAndSet(before, now)) {
            refresh();
        }
        return quota;
    }

    private void refresh() {
        try {
            quota = documents.read(name).map(Document::text).map(Quota::parse).orElse(Quota.NONE);
            readable = true;
        } catch (IllegalArgumentException | StorageException e) {
            if (readable) {
                LOGGER.log(
                        ERROR,
                        "the quota of account {0} cannot be read, so that the one before counts; set it again by the"
                                + " admin API: {1}",
                        account,
                        e.getMessage());
            }
            readable = false;
        }
    }

    /** Replaces the quota. If several servers do so at the same time, one of them wins. */
    void put(Quota other) {
        while (true) {
            Optional<String> revision = documents.read(name).map(Document::revision);
            if (documents.write(name, revision, other.json().toString())) {
                quota = other;
                return;
            }
        }
    }
}
