package io.geckos.domain.object;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;

/** One deletion among several. */
public record DeleteTarget(ObjectKey key, Version version, WriteCondition condition) {}
