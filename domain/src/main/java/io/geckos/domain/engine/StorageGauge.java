package io.geckos.domain.engine;

import java.util.function.DoubleSupplier;

/**
 * A figure about a storage engine, for metrics and operators. Reading it is cheap: it looks at no objects.
 *
 * @param name lower-case words joined by dots, the unit last, as in {@code disk.free.bytes}
 * @param description one line for people
 * @param grows whether the figure never gets smaller while the engine is open
 * @param value reads the current value
 */
public record StorageGauge(String name, String description, boolean grows, DoubleSupplier value) {}
