/**
 * The three listings of objects, and the tokens by which they continue. It may use {@code wire}, {@code api} and
 * {@code call}. Begin with {@link io.geckos.s3.listing.ListObjectsV2}.
 */
@NullMarked
package io.geckos.s3.listing;

import org.jspecify.annotations.NullMarked;
