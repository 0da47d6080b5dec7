/**
 * Wraps the data keys of sealed objects anew, so that a master key can be taken away. It uses the ports of the storage and
 * the sealer, and nothing else of the server. Begin with {@link io.geckos.server.rewrap.RewrapTask}.
 */
@NullMarked
package io.geckos.server.rewrap;

import org.jspecify.annotations.NullMarked;
