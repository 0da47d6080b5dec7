/**
 * Encryption at rest: the seals of objects and the port that makes and opens them. It may use {@code name} and
 * {@code object}. Begin with {@link io.geckos.domain.sealing.Sealer}.
 */
@NullMarked
package io.geckos.domain.sealing;

import org.jspecify.annotations.NullMarked;
