/**
 * The configuration as text: flags, environment and file, and the values in them by their kind. It may use {@code process}.
 * Begin with {@link io.geckos.server.config.Configuration}.
 */
@NullMarked
package io.geckos.server.config;

import org.jspecify.annotations.NullMarked;
