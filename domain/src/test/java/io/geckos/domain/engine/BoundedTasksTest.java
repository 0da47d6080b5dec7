package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedTasksTest {
    private static final int PLACES = 8;

    private final Semaphore places = new Semaphore(PLACES);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch full = new CountDownLatch(PLACES);

    /** Ends when as many calls run as there are places. */
    private void call() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        full.countDown();
        try {
            assertTrue(full.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running.decrementAndGet();
    }

    @Test
    void asManyTasksRunAsThereArePlacesAndNoMore() {
        try (BoundedTasks tasks = new BoundedTasks(places)) {
            for (int i = 0; i < 10 * PLACES; i++) {
                tasks.run(this::call);
            }
            tasks.await();
        }
        assertEquals(PLACES, most.get());
        assertEquals(PLACES, places.availablePermits());
    }

    @Test
    void placesMayBeShared() {
        try (BoundedTasks first = new BoundedTasks(places);
                BoundedTasks second = new BoundedTasks(places)) {
            for (int i = 0; i < 4 * PLACES; i++) {
                first.run(this::call);
                second.run(this::call);
            }
            first.await();
            second.await();
        }
        assertEquals(PLACES, most.get());
    }

    @Test
    void afterAFailureNoOtherTaskBegins() {
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("broken");
        try (BoundedTasks tasks = new BoundedTasks(new Semaphore(1))) {
            tasks.run(() -> {
                throw failure;
            });
            RuntimeException thrown = assertThrows(RuntimeException.class, () -> {
                for (int i = 0; i < PLACES; i++) {
                    tasks.run(begun::incrementAndGet);
                }
                tasks.await();
            });
            assertEquals(failure, thrown);
        }
        assertEquals(0, begun.get());
    }
}
