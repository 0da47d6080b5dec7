/** The S3 protocol over the ports of the domain. It knows neither an HTTP server nor a storage engine. */
module io.geckos.protocol {
    requires static org.jspecify;
    requires transitive io.geckos.domain;
    requires jakarta.json;
    requires java.xml;

    exports io.geckos.s3;
    exports io.geckos.s3.api;
}
