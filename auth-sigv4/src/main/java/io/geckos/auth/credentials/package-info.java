/**
 * Finds the credentials of a request in its header, its URL or its form, and makes the text that they sign. It may use
 * {@code request} and {@code signature}. Begin with {@link io.geckos.auth.credentials.AuthorizationHeader}.
 */
@NullMarked
package io.geckos.auth.credentials;

import org.jspecify.annotations.NullMarked;
