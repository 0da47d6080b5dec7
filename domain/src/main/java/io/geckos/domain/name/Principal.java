package io.geckos.domain.name;

/** An owner or a user: an identifier that never changes, and a name for people. */
public record Principal(String id, String displayName) {}
