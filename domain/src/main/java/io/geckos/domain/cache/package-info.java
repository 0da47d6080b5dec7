/**
 * A cache of bounded size. It uses no other package. Begin with {@link io.geckos.domain.cache.BoundedCache}.
 */
@NullMarked
package io.geckos.domain.cache;

import org.jspecify.annotations.NullMarked;
