/**
 * Limits on what buckets and accounts may store, and a decorator of the storage that enforces them. It uses only the
 * domain. Begin with {@link io.geckos.server.quota.QuotaStorage}.
 */
@NullMarked
package io.geckos.server.quota;

import org.jspecify.annotations.NullMarked;
