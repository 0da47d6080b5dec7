/**
 * The connections of clients: how long each may keep the server waiting, how much memory it takes, and how the head of
 * a request is read. It may use {@code settings} and {@code tls}. Begin with
 * {@link io.geckos.server.connection.ClientConnection}.
 */
@NullMarked
package io.geckos.server.connection;

import org.jspecify.annotations.NullMarked;
