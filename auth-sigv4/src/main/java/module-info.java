/** Authentication by AWS Signature Version 4. */
module io.geckos.auth {
    requires static org.jspecify;
    requires transitive io.geckos.domain;

    exports io.geckos.auth;
}
