/** Decides who may do what: policies of users and buckets, parsed and evaluated. Requires nothing but the domain. */
module io.geckos.access {
    requires static org.jspecify;
    requires transitive io.geckos.domain;

    exports io.geckos.access;
    exports io.geckos.access.identity;
    exports io.geckos.access.store;
    exports io.geckos.access.text;
}
