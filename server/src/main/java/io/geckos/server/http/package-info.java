/**
 * Carries requests from Helidon to the protocol, and responses back: listeners, bodies, errors and the request log. It
 * may use {@code process}, {@code config}, {@code settings}, {@code tls} and {@code connection}. Begin with
 * {@link io.geckos.server.http.S3HttpHandler}.
 */
@NullMarked
package io.geckos.server.http;

import org.jspecify.annotations.NullMarked;
