/**
 * Finds the operation and the target of a request from its method, path, host and query. It may use {@code wire}. Begin
 * with {@link io.geckos.s3.routing.S3Action}.
 */
@NullMarked
package io.geckos.s3.routing;

import org.jspecify.annotations.NullMarked;
