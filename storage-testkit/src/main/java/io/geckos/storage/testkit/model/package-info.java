/**
 * The suites of random calls that every engine runs, also on a failing disk. It may use {@code data}, {@code memory},
 * {@code contract}, {@code model.sequential} and {@code model.concurrent}. Begin with
 * {@link io.geckos.storage.testkit.model.ModelContract}.
 */
@NullMarked
package io.geckos.storage.testkit.model;

import org.jspecify.annotations.NullMarked;
