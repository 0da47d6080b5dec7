/**
 * The reference engine, which keeps everything in memory under one lock. It is so short that it can be read as an
 * explanation of the ports. It may use {@code data}. Begin with {@link io.geckos.storage.testkit.memory.MemoryStorage}.
 */
@NullMarked
package io.geckos.storage.testkit.memory;

import org.jspecify.annotations.NullMarked;
