/**
 * Signing keys, signed texts, and the verification of signatures. It may use {@code request}. Begin with
 * {@link io.geckos.auth.signature.SignatureVerifier}.
 */
@NullMarked
package io.geckos.auth.signature;

import org.jspecify.annotations.NullMarked;
