package io.geckos.storage.testkit.model;

import java.util.stream.LongStream;

/**
 * The length of random tests, which the command line can set.
 *
 * @param operations the number of operations in a test; {@code -Dgeckos.model.operations}
 * @param seed the seed of the first sequence, each further one has the next number; {@code -Dgeckos.model.seed}
 */
record ModelSettings(long operations, long seed) {
    static ModelSettings ofSystemProperties() {
        return ofSystemProperties(3_000);
    }

    /** The settings of a test with {@code operations} as the default. */
    static ModelSettings ofSystemProperties(long operations) {
        return new ModelSettings(
                Long.getLong("geckos.model.operations", operations), Long.getLong("geckos.model.seed", 1));
    }

    /** The seeds of sequences of {@code length}, which together make the wanted number of operations. */
    LongStream seeds(int length) {
        return LongStream.range(seed, seed + Math.ceilDiv(operations, length));
    }
}
