/**
 * The contract suites, one for each promise of the ports, case by case; those of versions are in {@code versions}. They use
 * {@code data} and no engine.
 * Begin with {@link io.geckos.storage.testkit.contract.ObjectStoreContract}.
 */
@NullMarked
package io.geckos.storage.testkit.contract;

import org.jspecify.annotations.NullMarked;
