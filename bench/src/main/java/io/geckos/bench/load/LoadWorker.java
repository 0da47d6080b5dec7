package io.geckos.bench.load;

import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.S3Client;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection of a run, with all that its task needs.
 *
 * @param index the number of the connection, from 0
 * @param load the load to which it belongs
 * @param client the client with the connection
 * @param taken the count of numbers that all connections together have taken
 * @param random the random numbers of this connection, the same in every run
 */
record LoadWorker(int index, LoadPlan load, S3Client client, AtomicLong taken, SplittableRandom random) {
    LoadWorker(int index, LoadPlan load, S3Client client, AtomicLong taken) {
        this(index, load, client, taken, new SplittableRandom(index));
    }

    /** The next number that no other connection takes; from {@link ObjectSet#count} on it names no object. */
    long take() {
        return taken.getAndIncrement();
    }

    /** Like {@link #take}, but begins again after the last object. */
    long takeInTurn() {
        return take() % load.objects().count();
    }

    long any() {
        return random.nextLong(load.objects().count());
    }
}
