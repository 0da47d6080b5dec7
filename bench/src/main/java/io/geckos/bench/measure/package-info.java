/**
 * What is measured: requests by operation, latencies, and what a process takes. It uses no other package of this
 * module. Begin with {@link io.geckos.bench.measure.OperationTally}.
 */
@NullMarked
package io.geckos.bench.measure;

import org.jspecify.annotations.NullMarked;
