package io.geckos.server;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.S3AccessPolicy;
import io.geckos.access.S3PolicyChecker;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.ServiceSignatureAuthenticator;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AccountDirectory;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.BucketPolicyChecker;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.ServiceAuthenticator;
import io.geckos.iam.IamService;
import io.geckos.server.admin.AccountsApi;
import io.geckos.server.admin.AdminAccess;
import io.geckos.server.admin.AdminRoutes;
import io.geckos.server.admin.QuotasApi;
import io.geckos.server.admin.RefusalsApi;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.http.FinishedRequest;
import io.geckos.server.process.PeriodicThread;
import io.geckos.server.quota.QuotaLedger;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.SettingsReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the server, and how much may be stored. The configured key pair is that of the root of the first account;
 * beside it there are other accounts, and the users of each. Without a key pair everybody is root.
 */
final class AccessControl implements AutoCloseable {
    /** The pause between checks for changes that other servers made to the users: they take effect here within 5 s, also on a busy machine. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private static final System.Logger LOGGER = System.getLogger(AccessControl.class.getName());

    private final Settings settings;
    private final Optional<CredentialStore.Credential> root;
    private final Storage storage;
    private final Clock clock = Clock.systemUTC();
    private final DenialLog denials = new DenialLog(clock);
    private final QuotaLedger quotas;
    private final AccountStore accounts;
    private final Thread refresh;

    AccessControl(Settings settings, Optional<CredentialStore.Credential> root, Storage storage) {
        this.settings = settings;
        this.root = root;
        this.storage = storage;
        this.quotas = new QuotaLedger(storage);
        this.accounts = new AccountStore(
                storage.documents(),
                settings.s3().owner(),
                settings.accounts(),
                clock,
                settings.encryption().masterKeys().map(MasterKeyCipher::new));
        this.refresh = PeriodicThread.withPause(REFRESH, Thread.ofVirtual().name("users"), accounts::refresh);
        accounts.refresh();
        encryptSecrets();
    }

    /** If this fails, because the disk is full, the server starts all the same. */
    private void encryptSecrets() {
        try {
            accounts.encryptSecrets();
        } catch (StorageException e) {
            LOGGER.log(
                    WARNING,
                    "the secrets of users are not encrypted yet, but at their next change: {0}",
                    e.getMessage());
        }
    }

    /** Starts to check for changes that other servers make. */
    void start() {
        refresh.start();
    }

    /** Notes which key a request was signed with. */
    void note(FinishedRequest request) {
        request.facts()
                .caller()
                .ifPresent(caller -> accounts.users(caller.account())
                        .ifPresent(users -> users.noteUse(caller.accessKeyId(), request.at())));
    }

    /** Without a key pair requests need no signature, and signatures that clients send all the same are not checked. */
    Authenticator authenticator() {
        return root.isEmpty()
                ? new AnonymousAuthenticator()
                : new SignatureAuthenticator(keys(), settings.region(), settings.signatureV2(), clock);
    }

    private CredentialStore keys() {
        return new CredentialStore() {
            @Override
            public Optional<Credential> find(String accessKeyId) {
                return root.filter(pair -> pair.accessKeyId().equals(accessKeyId))
                        .or(() -> accounts.find(accessKeyId));
            }

            @Override
            public Optional<Credential> find(String accessKeyId, String token) {
                return accounts.find(accessKeyId, token);
            }
        };
    }

    /** Decides about requests to S3. */
    AccessPolicy policy() {
        return new S3AccessPolicy(
                storage.buckets(), AccountUsers.of(accounts, root.isEmpty()), settings.ownership(), clock, denials);
    }

    /** Checks policies of buckets, which may name users and roles of all accounts. */
    BucketPolicyChecker policyChecker() {
        return new S3PolicyChecker(PrincipalDirectory.of(accounts));
    }

    /**
     * Checks signatures of requests to the admin API. Empty without a key pair. Empty also if other machines reach the API and the secret is the
     * default, which everybody knows.
     */
    Optional<ServiceAuthenticator> adminAuthenticator() {
        boolean open = !settings.admin().listen().isLoopback(ConfigurationKey.ADMIN_LISTEN.path());
        return root.filter(_ -> !(open && SettingsReader.hasDefaultSecret(settings.authentication())))
                .map(_ -> new ServiceSignatureAuthenticator(keys(), clock));
    }

    /** The service of IAM and STS. */
    IamService iam() {
        ServiceAuthenticator authenticator =
                root.isEmpty() ? (_, _, _) -> Identity.ANONYMOUS : new ServiceSignatureAuthenticator(keys(), clock);
        return new IamService(authenticator, accounts, root.isEmpty(), clock, denials);
    }

    /** The accounts there are. */
    AccountDirectory accounts() {
        return accounts;
    }

    /** The numbers of the accounts there are. */
    List<String> accountNumbers() {
        return accounts.accounts().stream().map(Account::number).toList();
    }

    /** The quotas of buckets and accounts. */
    QuotaLedger quotas() {
        return quotas;
    }

    /** Lets operators see refusals, manage accounts and set quotas. */
    void route(AdminRoutes routes, AdminAccess operators) {
        new RefusalsApi(denials).route(routes, operators);
        new AccountsApi(accounts, quotas, storage.buckets()).route(routes, operators);
        new QuotasApi(quotas, number -> accounts.users(number).isPresent()).route(routes, operators);
    }

    @Override
    public void close() {
        refresh.interrupt();
    }
}
