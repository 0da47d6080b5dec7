/** The pure core: values, errors and ports. Requires nothing but {@code java.base}. */
module io.geckos.domain {
    requires static org.jspecify;

    exports io.geckos.domain;

    uses io.geckos.domain.StorageProvider;
}
