package io.geckos.storage.fs.maintenance;

import java.time.Duration;

/**
 * What is done behind the callers' backs, and how much of it.
 *
 * @param interval between two rounds through all buckets; zero for no rounds
 * @param adoptRate bytes a second that are read to describe files put by hand; 0 to describe none
 * @param leftoversAge after which what interrupted work left behind is removed
 * @param uploadAge after which uploads in parts that nobody goes on with are removed; zero for never
 * @param scrubRate bytes a second that are read to find damage; 0 to look for none
 */
public record MaintenanceSettings(
        Duration interval, long adoptRate, Duration leftoversAge, Duration uploadAge, long scrubRate) {}
