/**
 * The storage ports' specification in executable form, for the tests of every storage engine. {@code data} makes what the
 * suites store, {@code memory} is the reference engine, {@code contract} holds the suites and {@code model} the random
 * histories. Begin with {@link io.geckos.storage.testkit.StorageContractSuites}: an engine's test extends it and says how to
 * open it.
 */
@NullMarked
package io.geckos.storage.testkit;

import org.jspecify.annotations.NullMarked;
