/**
 * Keys, what is signed by them, and whether a signature is right. It may use {@code request}. Begin with
 * {@link io.geckos.auth.signature.SignatureVerifier}.
 */
@NullMarked
package io.geckos.auth.signature;

import org.jspecify.annotations.NullMarked;
