package io.geckos.server.usage;

import io.geckos.domain.engine.StorageUsage.Figures;
import java.time.Instant;

/**
 * What was stored at a time.
 *
 * @param from the beginning of the hour or day in which the sample was taken
 */
public record UsageSample(Instant from, Figures figures) {}
