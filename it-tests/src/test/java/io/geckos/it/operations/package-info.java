/**
 * What operators do: start and stop, command line, TLS, proxies, monitoring, keys, and changes in the data directory. It may use
 * {@code testkit}. Begin with {@link io.geckos.it.operations.StartAndStopTest}.
 */
@NullMarked
package io.geckos.it.operations;

import org.jspecify.annotations.NullMarked;
