/**
 * From method, path, host and query to the operation that is meant and the resource that is addressed. It may use
 * {@code wire}. Begin with {@link io.geckos.s3.routing.S3Action}.
 */
@NullMarked
package io.geckos.s3.routing;

import org.jspecify.annotations.NullMarked;
