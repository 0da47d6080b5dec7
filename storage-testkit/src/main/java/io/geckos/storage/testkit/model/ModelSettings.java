package io.geckos.storage.testkit.model;

import java.util.stream.LongStream;

/**
 * How long random histories are, set for a run on the command line.
 *
 * @param operations how many operations a test makes in all; {@code -Dgeckos.model.operations}
 * @param seed of the first sequence, each further one being one more; {@code -Dgeckos.model.seed}
 */
record ModelSettings(long operations, long seed) {
    static ModelSettings ofSystemProperties() {
        return ofSystemProperties(3_000);
    }

    /** The settings of a test that makes {@code operations} unless told otherwise. */
    static ModelSettings ofSystemProperties(long operations) {
        return new ModelSettings(
                Long.getLong("geckos.model.operations", operations), Long.getLong("geckos.model.seed", 1));
    }

    /** Seeds for sequences of {@code length} that together make the operations asked for. */
    LongStream seeds(int length) {
        return LongStream.range(seed, seed + Math.ceilDiv(operations, length));
    }
}
