/**
 * Finds, reads and lists objects, and keeps what makes that fast. It may use {@code files}, {@code format}, {@code index}
 * and {@code volume}. Begin with {@link io.geckos.storage.fs.read.ObjectLookup}.
 */
@NullMarked
package io.geckos.storage.fs.read;

import org.jspecify.annotations.NullMarked;
