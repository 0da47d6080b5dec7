/**
 * Workloads, and how they are run: connections, phases, rounds and their results. It may use {@code data},
 * {@code measure}, {@code http} and {@code s3}. Begin with {@link io.geckos.bench.load.LoadRun}.
 */
@NullMarked
package io.geckos.bench.load;

import org.jspecify.annotations.NullMarked;
