package io.geckos.it.architecture.ring.one;

import io.geckos.it.architecture.ring.two.Second;

/** One half of two packages that use each other, so that a test can see the rule against that fail. */
public record First(Second second) {}
