/**
 * The closed set of errors of storage, and the optional features that an engine may declare. It may use {@code name}.
 * Begin with {@link io.geckos.domain.error.StorageException}.
 */
@NullMarked
package io.geckos.domain.error;

import org.jspecify.annotations.NullMarked;
