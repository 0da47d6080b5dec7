/**
 * The load driver: its commands and their options. It may use all other packages of this module. Begin with
 * {@link io.geckos.bench.BenchMain}.
 */
@NullMarked
package io.geckos.bench;

import org.jspecify.annotations.NullMarked;
