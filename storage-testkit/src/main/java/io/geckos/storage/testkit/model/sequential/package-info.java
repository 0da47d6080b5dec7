/**
 * Random calls, one after another, answered as the reference engine answers them. A failing sequence is shortened
 * before it is printed. It may use {@code data}, {@code memory} and {@code contract}. Begin with
 * {@link io.geckos.storage.testkit.model.sequential.SequentialModel}.
 */
@NullMarked
package io.geckos.storage.testkit.model.sequential;

import org.jspecify.annotations.NullMarked;
