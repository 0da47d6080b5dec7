/**
 * Decodes bodies and verifies them as they pass: hashes, chunks, their signatures and trailers. It may use
 * {@code request} and {@code signature}. Begin with {@link io.geckos.auth.payload.PayloadDecoders}.
 */
@NullMarked
package io.geckos.auth.payload;

import org.jspecify.annotations.NullMarked;
