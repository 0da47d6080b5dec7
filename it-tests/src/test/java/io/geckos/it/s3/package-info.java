/**
 * The protocol together with the real authenticator, without a server: what neither module can test alone. It may use no other
 * package of this module. Begin with {@link io.geckos.it.s3.CredentialMatrixTest}.
 */
@NullMarked
package io.geckos.it.s3;

import org.jspecify.annotations.NullMarked;
