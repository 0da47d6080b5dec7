/**
 * Random calls, one after another, at the same time and on a failing disk, checked against the reference engine. A
 * failing sequence is shortened before it is printed. It uses {@code memory}, {@code contract} and {@code data}. Begin
 * with {@link io.geckos.storage.testkit.model.SequentialModel}.
 */
@NullMarked
package io.geckos.storage.testkit.model;

import org.jspecify.annotations.NullMarked;
