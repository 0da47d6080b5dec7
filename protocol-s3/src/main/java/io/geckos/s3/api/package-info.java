/**
 * The interface between an HTTP server and the protocol: requests, responses and settings. It may use {@code wire}.
 * Begin with {@link io.geckos.s3.api.S3Request}.
 */
@NullMarked
package io.geckos.s3.api;

import org.jspecify.annotations.NullMarked;
