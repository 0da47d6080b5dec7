/** The process: configuration, wiring, and the HTTP server. The one module that knows Helidon. */
module io.geckos.server {
    requires static org.jspecify;
    requires io.geckos.auth;
    requires io.geckos.domain;
    requires io.geckos.protocol;
    requires info.picocli;
    requires io.helidon.config;
    requires io.helidon.http.encoding;
    requires io.helidon.webserver;
    requires jakarta.json;
    requires java.logging;

    uses io.geckos.domain.StorageProvider;
}
