/**
 * The suites of random calls that every engine runs, also on a failing disk. It uses {@code model.sequential},
 * {@code model.concurrent}, {@code memory} and {@code data}. Begin with {@link io.geckos.storage.testkit.model.ModelContract}.
 */
@NullMarked
package io.geckos.storage.testkit.model;

import org.jspecify.annotations.NullMarked;
