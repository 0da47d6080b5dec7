/**
 * The console for browsers: its files, which stand in the module {@code console}, and the permission for its scripts to
 * use the S3 port. It may use {@code config}. Begin with {@link io.geckos.server.console.ConsolePages}.
 */
@NullMarked
package io.geckos.server.console;

import org.jspecify.annotations.NullMarked;
