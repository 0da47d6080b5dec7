/**
 * Requests for listings, and the pages of their answers. It may use {@code name}. Begin with
 * {@link io.geckos.domain.listing.ListQuery}.
 */
@NullMarked
package io.geckos.domain.listing;

import org.jspecify.annotations.NullMarked;
