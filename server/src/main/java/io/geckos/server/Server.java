package io.geckos.server;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.auth.OpenAuthenticator;
import io.geckos.auth.SigV4Authenticator;
import io.geckos.domain.AccessPolicy;
import io.geckos.domain.Authenticator;
import io.geckos.domain.CredentialStore.Credential;
import io.geckos.domain.Identity;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.geckos.s3.S3Service;
import io.geckos.server.admin.AdminApi;
import io.geckos.server.admin.AdminExchange;
import io.geckos.server.admin.AdminHosts;
import io.geckos.server.admin.AdminRoutes;
import io.geckos.server.admin.AdminToken;
import io.geckos.server.admin.ChoresApi;
import io.geckos.server.admin.Health;
import io.geckos.server.admin.MinioCompatibility;
import io.geckos.server.admin.RequestsApi;
import io.geckos.server.admin.UploadsApi;
import io.geckos.server.config.Address;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.Key;
import io.geckos.server.config.Settings;
import io.geckos.server.config.Units;
import io.geckos.server.connection.Watchdog;
import io.geckos.server.http.FinishedRequest;
import io.geckos.server.http.HelidonExchange;
import io.geckos.server.http.ListenAddress;
import io.geckos.server.http.Listeners;
import io.geckos.server.http.RequestLog;
import io.geckos.server.http.RunningRequests;
import io.geckos.server.metrics.Metrics;
import io.geckos.server.metrics.StorageTimes;
import io.geckos.server.metrics.TimedStorage;
import io.geckos.server.process.SpareHeap;
import io.geckos.server.tls.Certificates;
import io.helidon.webserver.WebServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;

/** The running whole: ports wired to their adapters, and the listeners in front of them. */
public final class Server implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Server.class.getName());

    /** How long requests whose connection was closed have to notice. */
    private static final Duration UNWINDING = Duration.ofSeconds(1);

    private final Storage storage;
    private final RequestLog log;
    private final Watchdog watchdog;
    private final Health health;
    private final Optional<Certificates> certificates;
    private final WebServer s3;
    private final Optional<WebServer> admin;
    private final Settings settings;
    private final RunningRequests running = new RunningRequests();
    private final Optional<Credential> credential;
    private final SpareHeap spareHeap = SpareHeap.ofJvm();

    /** Guarded by this, so that the end waits for a start that is under way. */
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
        this.health = new Health(storage);
        this.log = new RequestLog(
                settings.logRequests() ? new FileOutputStream(FileDescriptor.out) : OutputStream.nullOutputStream());
        StorageTimes times = new StorageTimes();
        S3Service service = new S3Service(
                settings.s3(),
                authenticator(settings, credential),
                policy(credential),
                new TimedStorage(storage, times));
        MinioCompatibility minio = new MinioCompatibility(health);
        Metrics metrics = new Metrics(storage, times, watchdog, running);
        // Not before: which of Helidon's classes are set up first must not depend on who comes first.
        Listeners.S3 listener = front.listener();
        this.s3 = listener.web();
        this.certificates = listener.certificates();
        front.exchange()
                .complete(new HelidonExchange(
                        request -> minio.answer(request).orElseGet(() -> service.handle(request)),
                        service::fail,
                        running,
                        request -> {
                            metrics.add(request);
                            log.add(request);
                        },
                        Clock.systemUTC()));
        AdminToken token = new AdminToken(configuration.get(Key.ADMIN_TOKEN));
        AdminRoutes routes = new AdminRoutes();
        health.route(routes);
        metrics.route(routes, token, settings.admin().bucketMetrics());
        certificates.ifPresent(it -> metrics.include(text -> text.gauge(
                "geckos3_certificate_expiry_timestamp_seconds",
                "When the certificate of the S3 port expires",
                it.expiry().getEpochSecond())));
        new AdminApi(configuration, token, storage, this::facts).route(routes);
        new RequestsApi(running, service::summarise).route(routes, token);
        new ChoresApi(storage).route(routes, token);
        new UploadsApi(storage).route(routes, token);
        minio.route(routes);
        this.admin = admin(routes);
        watchdog.start();
        spareHeap.start();
        certificates.ifPresent(Certificates::start);
    }

    /** The listener for S3 while another thread sets it up, which takes as long as opening the storage. */
    private record Front(
            Watchdog watchdog, CompletableFuture<HelidonExchange> exchange, CompletableFuture<Listeners.S3> s3) {
        static Front begin(Settings settings) {
            Watchdog watchdog = new Watchdog();
            CompletableFuture<HelidonExchange> exchange = new CompletableFuture<>();
            return new Front(
                    watchdog,
                    exchange,
                    CompletableFuture.supplyAsync(
                            () -> Listeners.s3(settings, watchdog, exchange),
                            Thread.ofPlatform().name("listeners")::start));
        }

        /** Waits for it, and throws what was thrown. */
        Listeners.S3 listener() {
            try {
                return s3.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    /**
     * Opens the storage; nobody is served before {@link #listen}.
     *
     * @throws ConfigurationException if a setting turns out to be unusable
     * @throws StorageException if the storage cannot be opened
     */
    static Server open(Settings settings, Configuration configuration) {
        // Before the storage, which makes its directory: a start that fails leaves nothing behind.
        ListenAddress.require(settings.listen(), Key.LISTEN, false);
        if (settings.admin().explicit()) {
            ListenAddress.require(settings.admin().listen(), Key.ADMIN_LISTEN, false);
        }
        Front front = Front.begin(settings);
        settings.tls().ifPresent(_ -> front.listener());
        Storage storage = configuration.provider().open(settings.storage());
        try {
            // After the storage, so that one server at a time makes a pair.
            return new Server(
                    settings, configuration, storage, settings.authentication().open(), front);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /**
     * Starts to serve, or does nothing if the server was closed already; closes it where that is impossible.
     *
     * @throws ConfigurationException if an address cannot be listened on
     */
    synchronized void listen() {
        if (closed) {
            return;
        }
        try {
            admin.ifPresent(it -> start(it, settings.admin().listen(), Key.ADMIN_LISTEN));
            // Last, because who is answered here takes the start for done.
            start(s3, settings.listen(), Key.LISTEN);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where the server really listens, and until when by TLS. */
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

    private static Address bound(Address configured, int port) {
        return new Address(configured.host().isEmpty() ? "0.0.0.0" : configured.host(), port);
    }

    /** The port that S3 is served on. */
    public int port() {
        return s3.port();
    }

    /** The port for operators; 0 if there is none. */
    public int adminPort() {
        return admin.map(WebServer::port).orElse(0);
    }

    /** Where clients find S3, to be copied; where all addresses are served, the one that this machine always has. */
    String url() {
        return (settings.tls().isPresent() ? "https://" : "http://")
                + settings.listen().withPort(port()).reachable();
    }

    /** Where health checks, metrics and the admin API are; empty if there are none. */
    Optional<String> adminUrl() {
        return admin.map(
                it -> "http://" + settings.admin().listen().withPort(it.port()).reachable());
    }

    /** What requests are signed with; empty if they need not be. */
    Optional<String> accessKey() {
        return credential.map(Credential::accessKeyId);
    }

    /** Not by the log, which the JVM has closed when it ends. */
    private void tellOfRunning() {
        int count = running.count();
        if (count > 0 && !settings.logLevel().equals(Level.OFF)) {
            System.err.println("geckos3: stopping: waiting up to " + Units.text(settings.shutdownTimeout()) + " for "
                    + count + (count == 1 ? " request" : " requests") + "; a second signal ends them at once");
        }
    }

    /** Logs the requests that are still running, which are going to be cut off. */
    void logCut() {
        for (RunningRequests.Running request : running.oldestFirst()) {
            running.end(request.request(), () -> log.add(FinishedRequest.cut(request)));
        }
        log.close();
    }

    /** Lets running requests end, within the configured time, then releases everything. What is closed stays closed. */
    @Override
    @SuppressWarnings("try") // What is named there is there to be closed.
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        health.stopping();
        tellOfRunning();
        // The last is closed first, and each of them whatever becomes of the others.
        try (log;
                storage;
                spareHeap;
                watchdog) {
            s3.stop();
            running.awaitNone(UNWINDING);
            logCut();
            admin.ifPresent(WebServer::stop);
            certificates.ifPresent(Certificates::close);
        }
    }

    private static void start(WebServer server, Address address, Key key) {
        ListenAddress.require(address, key, false);
        server.start();
        if (!server.isRunning()) {
            throw ListenAddress.refused(address, key, "the log says why");
        }
    }

    private Optional<WebServer> admin(AdminRoutes routes) {
        InetSocketAddress address = settings.admin().listen().resolve(Key.ADMIN_LISTEN.path());
        if (!settings.admin().explicit() && ListenAddress.obstacle(address).isPresent()) {
            LOGGER.log(
                    WARNING,
                    "admin.listen: {0} is taken, so there are no health checks, metrics and admin API",
                    settings.admin().listen());
            return Optional.empty();
        }
        AdminHosts hosts = new AdminHosts(
                settings.admin().hosts(), settings.admin().listen().host());
        return Optional.of(Listeners.admin(address, settings, watchdog, new AdminExchange(hosts, routes)));
    }

    /** Without a pair nobody has to sign, and nothing is wrong with the signatures of those who do all the same. */
    private static Authenticator authenticator(Settings settings, Optional<Credential> pair) {
        if (pair.isEmpty()) {
            return new OpenAuthenticator();
        }
        return new SigV4Authenticator(
                accessKeyId ->
                        pair.filter(credential -> credential.accessKeyId().equals(accessKeyId)),
                settings.region(),
                settings.signatureV2(),
                Clock.systemUTC());
    }

    private static AccessPolicy policy(Optional<Credential> pair) {
        boolean open = pair.isEmpty();
        return (identity, _, _) -> open || identity instanceof Identity.Known
                ? AccessPolicy.Decision.ALLOWED
                : AccessPolicy.Decision.DENIED;
    }
}
