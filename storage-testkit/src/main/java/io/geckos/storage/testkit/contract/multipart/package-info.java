/**
 * The contract suites of multipart uploads: parts, completion, listing, failures and encryption. It may use
 * {@code data} and {@code contract}. Begin with
 * {@link io.geckos.storage.testkit.contract.multipart.MultipartStoreContract}.
 */
@NullMarked
package io.geckos.storage.testkit.contract.multipart;

import org.jspecify.annotations.NullMarked;
