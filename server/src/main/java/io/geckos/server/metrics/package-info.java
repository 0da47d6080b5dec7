/**
 * Figures for Prometheus, and the decorators of the storage that measure its operations. It may use {@code process},
 * {@code settings}, {@code connection}, {@code http} and {@code admin}. Begin with
 * {@link io.geckos.server.metrics.ServerMetrics}.
 */
@NullMarked
package io.geckos.server.metrics;

import org.jspecify.annotations.NullMarked;
