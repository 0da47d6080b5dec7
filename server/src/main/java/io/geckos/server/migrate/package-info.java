/**
 * The command {@code geckos3 migrate}, which copies buckets between storage engines. It may use {@code config}. Begin with
 * {@link io.geckos.server.migrate.Migration}.
 */
@NullMarked
package io.geckos.server.migrate;

import org.jspecify.annotations.NullMarked;
