/** The pure core: values, errors and ports. Requires nothing but {@code java.base}, and hash4j for xxHash. */
module io.geckos.domain {
    requires com.dynatrace.hash4j;
    requires static org.jspecify;

    exports io.geckos.domain.bucket;
    exports io.geckos.domain.cache;
    exports io.geckos.domain.checksum;
    exports io.geckos.domain.engine;
    exports io.geckos.domain.error;
    exports io.geckos.domain.lifecycle;
    exports io.geckos.domain.listing;
    exports io.geckos.domain.multipart;
    exports io.geckos.domain.name;
    exports io.geckos.domain.object;
    exports io.geckos.domain.sealing;
    exports io.geckos.domain.security;
    exports io.geckos.domain.text;

    uses io.geckos.domain.engine.StorageProvider;
}
