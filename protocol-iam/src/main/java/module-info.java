/** IAM and STS: how users, keys, groups, policies and sessions are managed by AWS's own protocols. */
module io.geckos.iam {
    requires static org.jspecify;
    requires transitive io.geckos.access;
    requires transitive io.geckos.domain;

    exports io.geckos.iam;
}
