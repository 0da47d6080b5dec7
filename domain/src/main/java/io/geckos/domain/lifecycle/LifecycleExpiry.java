package io.geckos.domain.lifecycle;

import java.time.Instant;

/**
 * When a rule does what it says: a current version expires, or an upload in parts is aborted.
 *
 * @param at the end of the day on which it is due
 * @param rule the id of the rule that says so
 */
public record LifecycleExpiry(Instant at, String rule) {}
