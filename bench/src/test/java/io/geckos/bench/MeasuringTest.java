package io.geckos.bench;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.measure.Meter;
import io.geckos.bench.measure.Operation;
import io.geckos.bench.measure.Pace;
import io.geckos.bench.measure.Tally;
import io.geckos.bench.report.Figure;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    private final Tally tally = new Tally();

    @Test
    void requestsAreCountedByOperation() {
        tally.succeeded(Operation.PUT, 1_000_000, 4096);
        tally.succeeded(Operation.PUT, 2_000_000, 4096);
        tally.succeeded(Operation.GET, 3_000_000, 10);
        tally.failed(Operation.GET, "503 SlowDown");
        tally.failed(Operation.GET, "503 SlowDown");
        assertEquals(2, figures(Operation.PUT).latency().getTotalCount());
        assertEquals(8192, figures(Operation.PUT).bytes());
        assertEquals(0, figures(Operation.PUT).failures());
        assertEquals(1, figures(Operation.GET).latency().getTotalCount());
        assertEquals(2, figures(Operation.GET).failures());
        assertEquals(Map.of("503 SlowDown", 2L), tally.reasons());
    }

    @Test
    void latenciesKeepThreeDigits() {
        for (int micros = 1; micros <= 100_000; micros++) {
            tally.succeeded(Operation.GET, TimeUnit.MICROSECONDS.toNanos(micros), 0);
        }
        Histogram latency = figures(Operation.GET).latency();
        assertEquals(50, Figure.millis(latency, 50), 0.05);
        assertEquals(99, Figure.millis(latency, 99), 0.1);
        assertEquals(100, Figure.millis(latency, 100), 0.1);
    }

    @Test
    void aLatencyBeyondAllBoundsIsKeptAsTheLongest() {
        tally.succeeded(Operation.GET, Long.MAX_VALUE, 0);
        assertEquals(3_600_000, Figure.millis(figures(Operation.GET).latency(), 100), 4000);
    }

    @Test
    void messagesThatVaryWithoutEndAreCountedAsOther() {
        for (int i = 0; i < 1000; i++) {
            tally.failed(Operation.GET, "message " + i);
        }
        assertEquals(21, tally.reasons().size());
        assertEquals(980, tally.reasons().get("other"));
    }

    @Test
    void aLateRequestCountsFromWhenItWasDue() {
        Meter meter = new Meter(tally);
        meter.due(System.nanoTime() - TimeUnit.SECONDS.toNanos(5));
        meter.begin();
        meter.succeeded(Operation.GET, 0);
        assertTrue(Figure.millis(figures(Operation.GET).latency(), 100) >= 4995);
    }

    @Test
    void onlyTheFirstRequestOfALateStepIsLate() {
        Meter meter = new Meter(tally);
        meter.due(System.nanoTime() - TimeUnit.HOURS.toNanos(1));
        meter.begin();
        meter.succeeded(Operation.CREATE_UPLOAD, 0);
        meter.begin();
        meter.succeeded(Operation.UPLOAD_PART, 0);
        assertTrue(Figure.millis(figures(Operation.UPLOAD_PART).latency(), 100) < 3_000_000);
    }

    @Test
    void aFixedPaceIsDueAtEvenDistances() {
        Pace pace = Pace.of(1000, 42);
        assertEquals(42, pace.next());
        assertEquals(1_000_042, pace.next());
        assertEquals(2_000_042, pace.next());
    }

    private Tally.Figures figures(Operation operation) {
        return requireNonNull(tally.figures().get(operation));
    }
}
