/**
 * Operations on single objects, and DeleteObjects. It may use {@code wire}, {@code body}, {@code routing},
 * {@code call}, {@code listing}, {@code access}, {@code lock}, {@code encryption} and {@code tagging}. Begin with
 * {@link io.geckos.s3.object.GetObject}.
 */
@NullMarked
package io.geckos.s3.object;

import org.jspecify.annotations.NullMarked;
