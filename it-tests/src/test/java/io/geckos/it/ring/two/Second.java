package io.geckos.it.ring.two;

import io.geckos.it.ring.one.First;
import java.util.List;

/** The other half of two packages that use each other. */
public record Second(List<First> first) {}
