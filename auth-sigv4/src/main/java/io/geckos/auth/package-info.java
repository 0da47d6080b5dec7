/**
 * Authentication by AWS Signature Version 4, and by Version 2 where it is allowed. It may use all other packages of
 * this module. Begin with {@link io.geckos.auth.SignatureAuthenticator}.
 */
@NullMarked
package io.geckos.auth;

import org.jspecify.annotations.NullMarked;
