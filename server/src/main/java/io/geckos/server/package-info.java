/**
 * The process: main, what it starts, and in which order. It may use all other packages of this module. Begin with
 * {@link io.geckos.server.Main}.
 */
@NullMarked
package io.geckos.server;

import org.jspecify.annotations.NullMarked;
