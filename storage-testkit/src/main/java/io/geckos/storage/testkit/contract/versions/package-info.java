/**
 * The contract suites of versions, delete markers, suspended versioning and object lock. It may use {@code data} and
 * {@code contract}. Begin with {@link io.geckos.storage.testkit.contract.versions.VersioningContract}.
 */
@NullMarked
package io.geckos.storage.testkit.contract.versions;

import org.jspecify.annotations.NullMarked;
