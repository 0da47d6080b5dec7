package io.geckos.domain;

/** Who owns and does things: an identifier that never changes, and a name for people. */
public record Principal(String id, String displayName) {}
