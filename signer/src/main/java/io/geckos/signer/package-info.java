/**
 * Signatures as clients of S3 make them, for the tests of all modules and for the load driver. The server does not use it, and it
 * shares no code with {@code auth-sigv4}: a mistake in one of them does not agree with the other. Begin with
 * {@link io.geckos.signer.V4Signer}.
 */
@NullMarked
package io.geckos.signer;

import org.jspecify.annotations.NullMarked;
