/**
 * What tests store and how they read it back: keys, bytes, uploads, listings to their end. It uses the ports alone.
 * Begin with {@link io.geckos.storage.testkit.data.Uploads}.
 */
@NullMarked
package io.geckos.storage.testkit.data;

import org.jspecify.annotations.NullMarked;
