/**
 * The contract suites, one for each promise of the ports, case by case; those of versions are in {@code versions}. It
 * may use {@code data}. Begin with {@link io.geckos.storage.testkit.contract.ObjectStoreContract}.
 */
@NullMarked
package io.geckos.storage.testkit.contract;

import org.jspecify.annotations.NullMarked;
