/**
 * The formats of S3: errors, headers, query parameters, percent-encoding, times, ranges and XML. Nothing here knows an
 * operation. It uses no other package of this module. Begin with {@link io.geckos.s3.wire.S3Exception}.
 */
@NullMarked
package io.geckos.s3.wire;

import org.jspecify.annotations.NullMarked;
