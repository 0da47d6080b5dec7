/**
 * The closed set of errors of storage, and what an engine may declare that it can do. It may use {@code name}. Begin
 * with {@link io.geckos.domain.error.StorageException}.
 */
@NullMarked
package io.geckos.domain.error;

import org.jspecify.annotations.NullMarked;
