/**
 * Random calls, one after another, answered as the reference engine answers them. A failing sequence is shortened before it is
 * printed. It uses {@code memory}, {@code contract} and {@code data}. Begin with
 * {@link io.geckos.storage.testkit.model.sequential.SequentialModel}.
 */
@NullMarked
package io.geckos.storage.testkit.model.sequential;

import org.jspecify.annotations.NullMarked;
