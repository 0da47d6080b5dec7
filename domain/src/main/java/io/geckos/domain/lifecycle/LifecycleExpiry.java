package io.geckos.domain.lifecycle;

import java.time.Instant;

/**
 * When a current version expires.
 *
 * @param at the end of the day on which it is due
 * @param rule the id of the rule that says so
 */
public record LifecycleExpiry(Instant at, String rule) {}
