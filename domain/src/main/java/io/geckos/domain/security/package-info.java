/**
 * Identities of senders, and the ports of authentication and authorisation. It may use {@code name}. Begin with
 * {@link io.geckos.domain.security.Authenticator}.
 */
@NullMarked
package io.geckos.domain.security;

import org.jspecify.annotations.NullMarked;
