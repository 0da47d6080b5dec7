package io.geckos.it.architecture.ring.two;

import io.geckos.it.architecture.ring.one.First;
import java.util.List;

/** The other half of two packages that use each other. */
public record Second(List<First> first) {}
