/** The process: configuration, wiring, and the HTTP server. The one module that knows Helidon. */
@SuppressWarnings("requires-automatic") // Micrometer's jars have no descriptors.
module io.geckos.server {
    requires static org.jspecify;
    requires io.geckos.access;
    requires io.geckos.auth;
    requires io.geckos.console;
    requires io.geckos.domain;
    requires io.geckos.iam;
    requires io.geckos.protocol;
    requires io.geckos.sealing;
    requires io.helidon.config;
    requires io.helidon.http.encoding;
    requires io.helidon.service.registry;
    requires io.helidon.webserver;
    requires jakarta.json;
    requires java.logging;
    requires jdk.unsupported;
    requires micrometer.core;
    requires micrometer.registry.prometheus;

    uses io.geckos.domain.engine.StorageProvider;
}
