/**
 * A storage engine as a whole: how it is found and opened, its background tasks, figures, usage and verification. It
 * may use {@code text}, {@code name}, {@code error}, {@code bucket}, {@code object} and {@code multipart}. Begin with
 * {@link io.geckos.domain.engine.Storage}.
 */
@NullMarked
package io.geckos.domain.engine;

import org.jspecify.annotations.NullMarked;
