/**
 * The contract suites of versions, delete markers, suspended versioning and object lock. They use {@code contract} and
 * {@code data}. Begin with {@link io.geckos.storage.testkit.contract.versions.VersioningContract}.
 */
@NullMarked
package io.geckos.storage.testkit.contract.versions;

import org.jspecify.annotations.NullMarked;
