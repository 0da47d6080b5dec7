/**
 * Objects and their versions, and the port that keeps them. It may use {@code checksum}, {@code name}, {@code error},
 * {@code listing} and {@code security}. Begin with {@link io.geckos.domain.object.ObjectStore}.
 */
@NullMarked
package io.geckos.domain.object;

import org.jspecify.annotations.NullMarked;
