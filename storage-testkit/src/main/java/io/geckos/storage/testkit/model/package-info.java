/**
 * Random histories of calls, alone, at the same time and on a disk that fails, judged against the reference engine; a
 * history that fails is made shorter before it is printed. It uses {@code memory}, {@code contract} and {@code data}.
 * Begin with {@link io.geckos.storage.testkit.model.SequentialModel}.
 */
@NullMarked
package io.geckos.storage.testkit.model;

import org.jspecify.annotations.NullMarked;
