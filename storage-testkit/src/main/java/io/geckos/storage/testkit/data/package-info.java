/**
 * Test data, and readers for stored data: keys, bytes, uploads, whole listings. It uses only the ports. Begin with
 * {@link io.geckos.storage.testkit.data.Uploads}.
 */
@NullMarked
package io.geckos.storage.testkit.data;

import org.jspecify.annotations.NullMarked;
