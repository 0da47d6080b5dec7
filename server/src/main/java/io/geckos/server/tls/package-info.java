/**
 * Certificates, which are read anew when their files change, and TLS above a socket. It may use {@code process} and
 * {@code config}. Begin with {@link io.geckos.server.tls.CertificateStore}.
 */
@NullMarked
package io.geckos.server.tls;

import org.jspecify.annotations.NullMarked;
