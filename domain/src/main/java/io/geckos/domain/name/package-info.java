/**
 * Names of buckets, objects, versions, uploads and owners, valid by construction, and ranges of bytes. It may use
 * {@code text}. Begin with {@link io.geckos.domain.name.ObjectId}.
 */
@NullMarked
package io.geckos.domain.name;

import org.jspecify.annotations.NullMarked;
