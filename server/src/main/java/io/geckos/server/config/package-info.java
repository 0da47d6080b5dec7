/**
 * Flags, environment and file, read and checked into settings. Nothing here knows the HTTP server. It may use
 * {@code process}. Begin with {@link io.geckos.server.config.Configuration}.
 */
@NullMarked
package io.geckos.server.config;

import org.jspecify.annotations.NullMarked;
