/** Configuration, wiring and the HTTP server. {@link io.geckos.server.Main} is where it begins. */
@NullMarked
package io.geckos.server;

import org.jspecify.annotations.NullMarked;
