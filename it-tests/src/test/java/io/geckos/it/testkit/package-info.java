/**
 * Starts the packaged server, sends it requests by socket, and waits for what it does. It may use no other package of this
 * module. Begin with {@link io.geckos.it.testkit.ServerLaunch} and {@link io.geckos.it.testkit.RawHttp}.
 */
@NullMarked
package io.geckos.it.testkit;

import org.jspecify.annotations.NullMarked;
