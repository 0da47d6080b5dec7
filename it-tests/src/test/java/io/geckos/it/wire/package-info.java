/**
 * Requests byte for byte: framing, heads, refusals, signatures, slow clients. It may use {@code testkit}. Begin with
 * {@link io.geckos.it.wire.OpenServerTest}, which most of these tests extend.
 */
@NullMarked
package io.geckos.it.wire;

import org.jspecify.annotations.NullMarked;
