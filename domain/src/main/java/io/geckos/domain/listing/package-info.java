/**
 * What to list, and a page of anything. It may use {@code name}. Begin with {@link io.geckos.domain.listing.ListQuery}.
 */
@NullMarked
package io.geckos.domain.listing;

import org.jspecify.annotations.NullMarked;
