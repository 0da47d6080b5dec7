package io.geckos.access.policy;

/** What a policy belongs to, which decides which elements its statements have. */
enum PolicyKind {
    /** A bucket: the statements name principals, and resources in the bucket. */
    BUCKET,
    /** A user, a group, a role or a session: the statements name no principals. */
    IDENTITY,
    /** A role, saying who may assume it: the statements name principals, and no resources. */
    TRUST
}
