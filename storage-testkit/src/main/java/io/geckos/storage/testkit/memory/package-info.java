/**
 * The reference engine, which keeps everything in memory under one lock: short enough to be read as the meaning of the
 * ports. It uses {@code data}. Begin with {@link io.geckos.storage.testkit.memory.MemoryStorage}.
 */
@NullMarked
package io.geckos.storage.testkit.memory;

import org.jspecify.annotations.NullMarked;
