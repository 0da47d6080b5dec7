/**
 * The parts that every operation uses: the parsed and authenticated request, the permissions of its caller, conditions,
 * the result and the error document. It may use {@code wire}, {@code api}, {@code body} and {@code routing}. Begin with
 * {@link io.geckos.s3.call.S3Call}.
 */
@NullMarked
package io.geckos.s3.call;

import org.jspecify.annotations.NullMarked;
