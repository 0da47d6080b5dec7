/**
 * Work that no request waits for: describing files put by hand, collecting garbage, counting usage, scrubbing,
 * verifying. It may use {@code files}, {@code format}, {@code volume}, {@code read}, {@code versions}, {@code directories},
 * {@code write} and {@code multipart}. Begin with {@link io.geckos.storage.fs.maintenance.MaintenanceRound}.
 */
@NullMarked
package io.geckos.storage.fs.maintenance;

import org.jspecify.annotations.NullMarked;
