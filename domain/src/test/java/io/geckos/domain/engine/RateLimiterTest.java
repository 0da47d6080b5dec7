package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final AtomicInteger naps = new AtomicInteger();

    private RateLimiter pace(long perSecond) {
        return new RateLimiter(perSecond, time::get, nanos -> {
            naps.incrementAndGet();
            time.addAndGet(nanos);
        });
    }

    @Test
    void soMuchASecondPassesInFewNaps() {
        long begun = time.get();
        RateLimiter pace = pace(1_000);
        for (int i = 0; i < 20_000; i++) {
            pace.pass(1);
        }
        long took = time.get() - begun;
        assertTrue(took > 19_900_000_000L && took <= 20_000_000_000L, () -> took + " ns");
        assertTrue(naps.get() <= 400, naps::toString);
    }

    @Test
    void whatIsMoreThanASecondsShareWaitsLonger() {
        long begun = time.get();
        pace(100).pass(500);
        assertEquals(5_000_000_000L, time.get() - begun);
    }

    @Test
    void timeThatWasNotUsedIsNotMadeUpFor() {
        RateLimiter pace = pace(1_000);
        time.addAndGet(60_000_000_000L);
        long begun = time.get();
        pace.pass(1_000);
        assertEquals(1_000_000_000L, time.get() - begun);
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Thread.currentThread().interrupt();
        assertThrows(RateLimiter.Stopped.class, () -> pace(1).pass(1));
        assertTrue(Thread.interrupted());
    }
}
