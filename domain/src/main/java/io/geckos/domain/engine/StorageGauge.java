package io.geckos.domain.engine;

import java.util.function.DoubleSupplier;

/**
 * A figure that a storage engine keeps of itself, for whoever watches it. Reading it is cheap: it looks at no
 * objects.
 *
 * @param name lower-case words joined by dots, the unit last, as in {@code disk.free.bytes}
 * @param description one line for people
 * @param grows whether it only ever grows while the engine is open
 * @param value what it is now
 */
public record StorageGauge(String name, String description, boolean grows, DoubleSupplier value) {}
