/**
 * The configuration as values: read and checked, with the files of keys that it names. Nothing here knows the HTTP server. It
 * may use {@code process} and {@code config}. Begin with {@link io.geckos.server.settings.SettingsReader}.
 */
@NullMarked
package io.geckos.server.settings;

import org.jspecify.annotations.NullMarked;
