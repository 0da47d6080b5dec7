/**
 * Random calls that overlap, and the check that their answers fit some order of them, also where versions are kept. It
 * may use {@code data}, {@code memory}, {@code contract} and {@code model.sequential}. Begin with
 * {@link io.geckos.storage.testkit.model.concurrent.ConcurrentModel}.
 */
@NullMarked
package io.geckos.storage.testkit.model.concurrent;

import org.jspecify.annotations.NullMarked;
