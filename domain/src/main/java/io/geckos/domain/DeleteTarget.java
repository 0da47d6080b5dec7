package io.geckos.domain;

/** One deletion among several. */
public record DeleteTarget(ObjectKey key, Version version, WriteCondition condition) {}
