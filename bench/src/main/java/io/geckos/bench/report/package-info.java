/**
 * Results as text, JSON and charts, and how they compare. It may use {@code data}, {@code measure}, {@code http},
 * {@code s3} and {@code load}. Begin with {@link io.geckos.bench.report.TextReport}.
 */
@NullMarked
package io.geckos.bench.report;

import org.jspecify.annotations.NullMarked;
