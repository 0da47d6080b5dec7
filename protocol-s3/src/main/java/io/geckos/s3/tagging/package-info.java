/**
 * Tags of objects and buckets: as headers and documents have them, and the operations on those of objects. It may use
 * {@code wire}, {@code body} and {@code call}. Begin with {@link io.geckos.s3.tagging.TagSet}.
 */
@NullMarked
package io.geckos.s3.tagging;

import org.jspecify.annotations.NullMarked;
