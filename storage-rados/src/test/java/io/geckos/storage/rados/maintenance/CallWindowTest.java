package io.geckos.storage.rados.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallWindowTest {
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
    void asManyCallsRunAsThereArePlacesAndNoMore() {
        try (CallWindow window = new CallWindow(places)) {
            for (int i = 0; i < 10 * PLACES; i++) {
                window.start(this::call);
            }
            window.finish();
        }
        assertEquals(PLACES, most.get());
        assertEquals(PLACES, places.availablePermits());
    }

    @Test
    void placesAreSharedByWindows() {
        try (CallWindow first = new CallWindow(places);
                CallWindow second = new CallWindow(places)) {
            for (int i = 0; i < 4 * PLACES; i++) {
                first.start(this::call);
                second.start(this::call);
            }
            first.finish();
            second.finish();
        }
        assertEquals(PLACES, most.get());
    }

    @Test
    void afterAFailureNoOtherCallBegins() {
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("broken");
        try (CallWindow window = new CallWindow(new Semaphore(1))) {
            window.start(() -> {
                throw failure;
            });
            RuntimeException thrown = assertThrows(RuntimeException.class, () -> {
                for (int i = 0; i < PLACES; i++) {
                    window.start(begun::incrementAndGet);
                }
                window.finish();
            });
            assertEquals(failure, thrown);
        }
        assertEquals(0, begun.get());
    }
}
