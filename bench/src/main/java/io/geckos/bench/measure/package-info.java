/**
 * Measurements: requests by operation, latencies, and the resources of a process. It uses no other package of this
 * module. Begin with {@link io.geckos.bench.measure.OperationTally}.
 */
@NullMarked
package io.geckos.bench.measure;

import org.jspecify.annotations.NullMarked;
