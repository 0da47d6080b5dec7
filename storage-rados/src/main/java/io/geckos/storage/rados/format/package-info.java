/**
 * The rows of indexes: their keys, and versions, uploads, parts, garbage and buckets as JSON. It uses no other package.
 * Begin with {@link io.geckos.storage.rados.format.VersionRow}.
 */
@NullMarked
package io.geckos.storage.rados.format;

import org.jspecify.annotations.NullMarked;
