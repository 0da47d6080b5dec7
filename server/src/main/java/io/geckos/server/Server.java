package io.geckos.server;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.text.SizeAndDuration;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.server.admin.AdminAccess;
import io.geckos.server.admin.AdminApi;
import io.geckos.server.admin.AdminHosts;
import io.geckos.server.admin.AdminHttpHandler;
import io.geckos.server.admin.AdminRoutes;
import io.geckos.server.admin.HealthEndpoint;
import io.geckos.server.admin.InFlightRequestsApi;
import io.geckos.server.admin.MinioProbes;
import io.geckos.server.admin.MultipartUploadsApi;
import io.geckos.server.admin.RequestHistoryApi;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.config.ListenAddress;
import io.geckos.server.connection.IdleConnectionWatchdog;
import io.geckos.server.console.ConsoleCors;
import io.geckos.server.console.ConsolePages;
import io.geckos.server.http.AddressProbe;
import io.geckos.server.http.FinishedRequest;
import io.geckos.server.http.HttpListeners;
import io.geckos.server.http.IamEndpoint;
import io.geckos.server.http.InFlightRequests;
import io.geckos.server.http.RequestHistory;
import io.geckos.server.http.RequestLog;
import io.geckos.server.http.S3HttpHandler;
import io.geckos.server.metrics.ServerMetrics;
import io.geckos.server.metrics.StorageMetrics;
import io.geckos.server.metrics.TimedStorage;
import io.geckos.server.process.IdleHeapTrimmer;
import io.geckos.server.process.ProductVersion;
import io.geckos.server.quota.QuotaStorage;
import io.geckos.server.settings.ConsoleSettings;
import io.geckos.server.settings.Settings;
import io.geckos.server.tls.CertificateStore;
import io.helidon.webserver.WebServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.stream.Stream;

/** The running server: connects the ports with their adapters and opens the listeners. */
public final class Server implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Server.class.getName());

    /** How long to wait for requests to end after their connections were closed. */
    private static final Duration UNWINDING = Duration.ofSeconds(1);

    private final Storage storage;
    private final RequestLog log;
    private final IdleConnectionWatchdog watchdog;
    private final HealthEndpoint health;
    private final ServerTasks tasks;
    private final AccessControl access;
    private final Optional<CertificateStore> certificates;
    private final WebServer s3;
    private final Optional<WebServer> admin;
    private final Settings settings;
    private final InFlightRequests running = new InFlightRequests();
    private final RequestHistory history = new RequestHistory(Clock.systemUTC());
    private final Optional<Credential> credential;
    private final IdleHeapTrimmer spareHeap = IdleHeapTrimmer.ofJvm();

    /** Guarded by this object's lock, so that {@code close} waits for a start that is under way. */
    private boolean closed;

    private Server(
            Settings settings,
            Configuration configuration,
            Storage storage,
            Optional<Credential> credential,
            Front front) {
        this.settings = settings;
        this.credential = credential;
        this.watchdog = front.watchdog();
        this.storage = storage;
        this.health = new HealthEndpoint(storage);
        this.log = new RequestLog(
                settings.logRequests() ? new FileOutputStream(FileDescriptor.out) : OutputStream.nullOutputStream());
        StorageMetrics times = new StorageMetrics();
        this.access = new AccessControl(settings, credential, storage);
        EncryptionSettings encryption = settings.encryption().open();
        S3Service service = new S3Service(
                settings.s3(encryption, access.accounts()),
                access.authenticator(),
                access.policy(),
                access.policyChecker(),
                new TimedStorage(new QuotaStorage(storage, access.quotas()), times));
        IamEndpoint iam = new IamEndpoint(access.iam(), settings.s3().baseDomains());
        MinioProbes minio = new MinioProbes(health);
        ConsoleCors cors = consoleCors();
        this.tasks = new ServerTasks(settings, encryption, storage, access::accountNumbers);
        ServerMetrics metrics = new ServerMetrics(storage, tasks.all(), times, watchdog, running);
        // Not earlier, because the order in which Helidon's classes are initialised must not depend on which thread is
        // first.
        HttpListeners.S3 listener = front.listener();
        this.s3 = listener.web();
        this.certificates = listener.certificates();
        front.exchange()
                .complete(new S3HttpHandler(
                        request -> cors.answer(
                                request,
                                it -> minio.answer(it).or(() -> iam.answer(it)).orElseGet(() -> service.handle(it))),
                        service::fail,
                        running,
                        request -> note(request, metrics),
                        settings.trustedProxies()));
        this.admin = admin(routes(configuration, service, minio, metrics));
        watchdog.start();
        spareHeap.start();
        certificates.ifPresent(CertificateStore::start);
        tasks.start();
        access.start();
    }

    /** What the second listener serves beside the console. */
    private AdminRoutes routes(
            Configuration configuration, S3Service service, MinioProbes minio, ServerMetrics metrics) {
        AdminAccess operators =
                new AdminAccess(configuration.get(ConfigurationKey.ADMIN_TOKEN), access.adminAuthenticator());
        AdminRoutes routes = new AdminRoutes();
        health.route(routes);
        metrics.route(routes, operators, settings.admin().bucketMetrics());
        metrics.includeBuckets(new QuotaMetrics(access.quotas(), storage, access::accountNumbers)::write);
        certificates.ifPresent(it -> metrics.include(text -> text.gauge(
                "geckos3_certificate_expiry_timestamp_seconds",
                "When the certificate of the S3 port expires",
                it.expiry().getEpochSecond())));
        new AdminApi(configuration, operators, storage, this::facts).route(routes);
        new InFlightRequestsApi(running, service::summarise).route(routes, operators);
        new RequestHistoryApi(history).route(routes, operators);
        tasks.route(routes, operators);
        new MultipartUploadsApi(storage).route(routes, operators);
        access.route(routes, operators);
        minio.route(routes);
        return routes;
    }

    private void note(FinishedRequest request, ServerMetrics metrics) {
        metrics.add(request);
        history.add(request);
        log.add(request);
        access.note(request);
    }

    /** The listener for S3, which another thread sets up while the storage is opened. Both take equally long. */
    private record Front(
            IdleConnectionWatchdog watchdog,
            CompletableFuture<S3HttpHandler> exchange,
            CompletableFuture<HttpListeners.S3> s3) {
        static Front begin(Settings settings) {
            IdleConnectionWatchdog watchdog = new IdleConnectionWatchdog();
            CompletableFuture<S3HttpHandler> exchange = new CompletableFuture<>();
            return new Front(
                    watchdog,
                    exchange,
                    CompletableFuture.supplyAsync(
                            () -> HttpListeners.s3(settings, watchdog, exchange),
                            Thread.ofPlatform().name("listeners")::start));
        }

        /** Waits for the listener. Throws the exception of the other thread, if it failed. */
        HttpListeners.S3 listener() {
            try {
                return s3.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    /**
     * Opens the storage. No request is served before {@link #listen}.
     *
     * @throws ConfigurationException if a setting turns out to be unusable
     * @throws StorageException if the storage cannot be opened
     */
    static Server open(Settings settings, Configuration configuration) {
        // Checked before the storage makes its directory, so that a failed start leaves nothing behind.
        AddressProbe.require(settings.listen(), ConfigurationKey.LISTEN, false);
        if (settings.admin().explicit()) {
            AddressProbe.require(settings.admin().listen(), ConfigurationKey.ADMIN_LISTEN, false);
        }
        Front front = Front.begin(settings);
        settings.tls().ifPresent(_ -> front.listener());
        Storage storage = configuration.provider().open(settings.storage());
        try {
            // After the storage, whose lock lets only one server at a time make a key pair.
            return new Server(
                    settings, configuration, storage, settings.authentication().open(), front);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /**
     * Begins to serve requests. Does nothing if the server was closed already. Closes the server if it cannot listen.
     *
     * @throws ConfigurationException if an address cannot be listened on
     */
    synchronized void listen() {
        if (closed) {
            return;
        }
        try {
            admin.ifPresent(it -> start(it, settings.admin().listen(), ConfigurationKey.ADMIN_LISTEN));
            // Last, because an answer of this listener means that the start is finished.
            start(s3, settings.listen(), ConfigurationKey.LISTEN);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The addresses on which the server listens, and the expiry of its certificate. */
    private JsonObjectBuilder facts() {
        String scheme = certificates.isPresent() ? "https://" : "http://";
        JsonObjectBuilder addresses = Json.createObjectBuilder().add("s3", scheme + bound(settings.listen(), port()));
        admin.ifPresent(
                it -> addresses.add("admin", "http://" + bound(settings.admin().listen(), it.port())));
        JsonObjectBuilder facts = Json.createObjectBuilder().add("addresses", addresses);
        certificates.ifPresent(it -> facts.add(
                "certificate",
                Json.createObjectBuilder().add("expires", it.expiry().toString())));
        return facts;
    }

    private static ListenAddress bound(ListenAddress configured, int port) {
        return new ListenAddress(configured.host().isEmpty() ? "0.0.0.0" : configured.host(), port);
    }

    /** The port of the listener for S3. */
    public int port() {
        return s3.port();
    }

    /** The port of the listener for operators; 0 if there is none. */
    public int adminPort() {
        return admin.map(WebServer::port).orElse(0);
    }

    /**
     * The URL of S3, for people to copy. If the server listens on all addresses, it contains the one that every machine
     * has.
     */
    String url() {
        return (settings.tls().isPresent() ? "https://" : "http://")
                + settings.listen().withPort(port()).reachable();
    }

    /** The URL of health checks, metrics and the admin API; empty if there is no listener for them. */
    Optional<String> adminUrl() {
        return admin.map(
                it -> "http://" + settings.admin().listen().withPort(it.port()).reachable());
    }

    /** The URL of the console; empty if it is switched off or there is no listener for it. */
    Optional<String> consoleUrl() {
        ConsoleSettings console = settings.console();
        return adminUrl()
                .filter(_ -> console.enabled())
                .map(url -> console.origin().orElse(url) + "/");
    }

    /** The access key with which requests are signed; empty if requests are not authenticated. */
    Optional<String> accessKey() {
        return credential.map(Credential::accessKeyId);
    }

    /** Writes to standard error, because the JVM closes the log when it ends. */
    private void tellOfRunning() {
        int count = running.count();
        if (count > 0 && !settings.logLevel().equals(Level.OFF)) {
            System.err.println("geckos3: stopping: waiting up to "
                    + SizeAndDuration.durationText(settings.shutdownTimeout()) + " for " + count
                    + (count == 1 ? " request" : " requests") + "; a second signal ends them at once");
        }
    }

    /** Logs the requests that are still running and will now be cut off. */
    void logCut() {
        for (InFlightRequests.Running request : running.oldestFirst()) {
            running.end(request.request(), () -> log.add(FinishedRequest.cut(request)));
        }
        log.close();
    }

    /**
     * Waits for running requests to end, within the configured time, then releases everything. A closed server cannot
     * be opened again.
     */
    @Override
    @SuppressWarnings("try") // What is named there is there to be closed.
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        health.stopping();
        tellOfRunning();
        // Closed in reverse order. If closing one fails, the others are closed all the same.
        try (log;
                storage;
                spareHeap;
                watchdog;
                tasks;
                access) {
            s3.stop();
            running.awaitNone(UNWINDING);
            logCut();
            admin.ifPresent(WebServer::stop);
            certificates.ifPresent(CertificateStore::close);
        }
    }

    private static void start(WebServer server, ListenAddress address, ConfigurationKey key) {
        AddressProbe.require(address, key, false);
        server.start();
        if (!server.isRunning()) {
            throw AddressProbe.refused(address, key, "the log says why");
        }
    }

    private Optional<WebServer> admin(AdminRoutes routes) {
        InetSocketAddress address = settings.admin().listen().resolve(ConfigurationKey.ADMIN_LISTEN.path());
        if (!settings.admin().explicit() && AddressProbe.obstacle(address).isPresent()) {
            LOGGER.log(
                    WARNING,
                    "admin.listen: {0} is taken, so there are no health checks, metrics and admin API; choose a free"
                            + " address by -admin-listen, or free it (ss -ltnp tells who has it)",
                    settings.admin().listen());
            return Optional.empty();
        }
        return Optional.of(HttpListeners.admin(
                address, settings, watchdog, new AdminHttpHandler(adminHosts(), routes, console())));
    }

    /** The host names of the second listener, among them that of the console behind a proxy. */
    private AdminHosts adminHosts() {
        List<String> names = Stream.concat(settings.admin().hosts().stream(), settings.console().host().stream())
                .toList();
        return new AdminHosts(names, settings.admin().listen().host());
    }

    private ConsoleCors consoleCors() {
        ConsoleSettings console = settings.console();
        return new ConsoleCors(
                console.origin().filter(_ -> console.enabled()),
                adminHosts()::allow,
                () -> console.enabled() ? adminPort() : 0);
    }

    private Optional<ConsolePages> console() {
        return Optional.of(settings.console())
                .filter(ConsoleSettings::enabled)
                .map(it -> new ConsolePages(new ConsolePages.Facts(
                        ProductVersion.text(),
                        settings.region().orElse("us-east-1"),
                        it.s3(),
                        settings.tls().isPresent(),
                        () -> settings.listen().withPort(port()),
                        credential.isPresent())));
    }
}
