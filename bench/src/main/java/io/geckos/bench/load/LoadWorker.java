package io.geckos.bench.load;

import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.S3Client;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection of a run and what it needs for its task.
 *
 * @param index among the connections, from 0
 * @param load that it is part of
 * @param client its connection
 * @param taken how many numbers all connections together have taken
 * @param random its own, the same in every run
 */
record LoadWorker(int index, LoadPlan load, S3Client client, AtomicLong taken, SplittableRandom random) {
    LoadWorker(int index, LoadPlan load, S3Client client, AtomicLong taken) {
        this(index, load, client, taken, new SplittableRandom(index));
    }

    /** The next number that no other connection takes; from {@link ObjectSet#count} on it names no object. */
    long take() {
        return taken.getAndIncrement();
    }

    /** As {@link #take}, beginning anew after the last object. */
    long takeInTurn() {
        return take() % load.objects().count();
    }

    long any() {
        return random.nextLong(load.objects().count());
    }
}
