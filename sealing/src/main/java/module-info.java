/** Encryption at rest with keys that the server holds or clients send: AES-256-GCM of the JDK. */
module io.geckos.sealing {
    requires static org.jspecify;
    requires transitive io.geckos.domain;

    exports io.geckos.sealing;
}
