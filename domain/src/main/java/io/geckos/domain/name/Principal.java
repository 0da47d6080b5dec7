package io.geckos.domain.name;

/** Who owns and does things: an identifier that never changes, and a name for people. */
public record Principal(String id, String displayName) {}
