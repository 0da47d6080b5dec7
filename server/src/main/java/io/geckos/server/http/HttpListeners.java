package io.geckos.server.http;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.connection.ClientConnection;
import io.geckos.server.connection.IdleConnectionWatchdog;
import io.geckos.server.connection.MemoryBudget;
import io.geckos.server.connection.OpenConnections;
import io.geckos.server.connection.RequestHeadReader;
import io.geckos.server.connection.RequestSlots;
import io.geckos.server.process.HelidonServiceFilter;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.Settings.Limits;
import io.geckos.server.tls.CertificateStore;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes the HTTP listeners: configures Helidon for an S3 server. */
public final class HttpListeners {
    /** The interval at which the files of the certificate are checked for changes. */
    private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(5);

    /** The largest number of connections of the listener for operators. */
    private static final int ADMIN_CONNECTIONS = 64;

    /** Enough memory for the largest head on each of them, in bytes. */
    private static final long ADMIN_MEMORY = 16 << 20;

    /**
     * So many connections above the limit are accepted, and idle ones are closed for them. So new clients need not
     * wait.
     */
    private static final int SPARE = 64;

    private HttpListeners() {}

    /** The listener for S3, and its certificates if it uses TLS. Neither has been started. */
    public record S3(WebServer web, Optional<CertificateStore> certificates) {}

    /**
     * Makes the listener for S3. It has one handler for all requests, because the protocol does the routing.
     *
     * @param exchange the handler; it must be complete before the listener is started
     * @throws ConfigurationException if a setting turns out to be unusable
     */
    public static S3 s3(Settings settings, IdleConnectionWatchdog watchdog, CompletableFuture<S3HttpHandler> exchange) {
        Limits limits = settings.limits();
        Optional<CertificateStore> certificates =
                settings.tls().map(tls -> new CertificateStore(tls.certificate(), tls.key(), CERTIFICATE_CHECK));
        InetSocketAddress address = settings.listen().resolve(ConfigurationKey.LISTEN.path());
        OpenConnections connections =
                watchdog.listener(limits.connections(), limits.connectionsPerAddress(), MemoryBudget.ofHeap());
        WebServer web = HelidonServiceFilter.without(() -> base(
                        address, settings, request -> exchange.join().finished().accept(request))
                .maxTcpConnections(limits.connections() + SPARE)
                .concurrencyLimit(new RequestSlots(limits.requests(), connections))
                .addConnectionSelector(new WatchedSelector(connections, limits, certificates))
                .routing(HttpRouting.builder()
                        .any((request, response) -> exchange.join().handle(request, response)))
                .build());
        return new S3(web, certificates);
    }

    /** The listener for operators, not yet started. */
    public static WebServer admin(
            InetSocketAddress address, Settings settings, IdleConnectionWatchdog watchdog, Handler exchange) {
        return HelidonServiceFilter.without(() -> base(address, settings, _ -> {})
                .maxTcpConnections(ADMIN_CONNECTIONS + SPARE)
                .addConnectionSelector(new WatchedSelector(
                        watchdog.listener(ADMIN_CONNECTIONS, ADMIN_CONNECTIONS, new MemoryBudget(ADMIN_MEMORY)),
                        settings.limits(),
                        Optional.empty()))
                .routing(HttpRouting.builder().any(exchange))
                .build());
    }

    private static WebServerConfig.Builder base(
            InetSocketAddress address, Settings settings, Consumer<FinishedRequest> refused) {
        return WebServer.builder()
                .bindAddress(address)
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.shutdownTimeout())
                // NIO sockets copy every write through a buffer of 8 KiB.
                .useNio(false)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                // So the first write contains headers and body together, and later ones are not copied.
                .writeBufferSize(0)
                // The watchdog closes idle connections. Helidon's own timer would close those with a long request too.
                .idleConnectionPeriod(Duration.ofDays(1))
                .contentEncoding(new IdentityContentEncoding())
                // Without this the handlers do not get the reason of a refusal, which the request log needs.
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .directHandlers(refusals(refused));
    }

    private static DirectHandlers refusals(Consumer<FinishedRequest> refused) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, new HttpErrorHandler(refused));
        }
        return handlers.build();
    }

    /** Makes Helidon's HTTP/1.1 connections. The watchdog watches each one from its first moment. */
    private static final class WatchedSelector implements ServerConnectionSelector {
        private final Http1ConnectionSelector http;
        private final OpenConnections connections;
        private final Limits limits;
        private final Optional<CertificateStore> certificates;

        WatchedSelector(OpenConnections connections, Limits limits, Optional<CertificateStore> certificates) {
            this.connections = connections;
            this.limits = limits;
            this.certificates = certificates;
            this.http = Http1ConnectionSelector.builder()
                    .config(new Http1Settings(new RequestHeadReader(), new ResponseLengthFilter()))
                    .build();
        }

        @Override
        public int bytesToIdentifyConnection() {
            return http.bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData request) {
            return http.supports(request);
        }

        @Override
        public Set<String> supportedApplicationProtocols() {
            return http.supportedApplicationProtocols();
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            return new ClientConnection(
                    context, certificates.map(CertificateStore::context), http, connections, limits);
        }
    }
}
