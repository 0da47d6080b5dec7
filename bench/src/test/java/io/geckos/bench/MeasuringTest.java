package io.geckos.bench;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.measure.LatencyMeter;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.measure.OperationTally;
import io.geckos.bench.measure.RequestPace;
import io.geckos.bench.report.ReportFigure;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    private final OperationTally tally = new OperationTally();

    @Test
    void requestsAreCountedByOperation() {
        tally.succeeded(MeasuredOperation.PUT, 1_000_000, 4096);
        tally.succeeded(MeasuredOperation.PUT, 2_000_000, 4096);
        tally.succeeded(MeasuredOperation.GET, 3_000_000, 10);
        tally.failed(MeasuredOperation.GET, "503 SlowDown");
        tally.failed(MeasuredOperation.GET, "503 SlowDown");
        assertEquals(2, figures(MeasuredOperation.PUT).latency().getTotalCount());
        assertEquals(8192, figures(MeasuredOperation.PUT).bytes());
        assertEquals(0, figures(MeasuredOperation.PUT).failures());
        assertEquals(1, figures(MeasuredOperation.GET).latency().getTotalCount());
        assertEquals(2, figures(MeasuredOperation.GET).failures());
        assertEquals(Map.of("503 SlowDown", 2L), tally.reasons());
    }

    @Test
    void latenciesKeepThreeDigits() {
        for (int micros = 1; micros <= 100_000; micros++) {
            tally.succeeded(MeasuredOperation.GET, TimeUnit.MICROSECONDS.toNanos(micros), 0);
        }
        Histogram latency = figures(MeasuredOperation.GET).latency();
        assertEquals(50, ReportFigure.millis(latency, 50), 0.05);
        assertEquals(99, ReportFigure.millis(latency, 99), 0.1);
        assertEquals(100, ReportFigure.millis(latency, 100), 0.1);
    }

    @Test
    void aLatencyBeyondAllBoundsIsKeptAsTheLongest() {
        tally.succeeded(MeasuredOperation.GET, Long.MAX_VALUE, 0);
        assertEquals(
                3_600_000, ReportFigure.millis(figures(MeasuredOperation.GET).latency(), 100), 4000);
    }

    @Test
    void messagesThatVaryWithoutEndAreCountedAsOther() {
        for (int i = 0; i < 1000; i++) {
            tally.failed(MeasuredOperation.GET, "message " + i);
        }
        assertEquals(21, tally.reasons().size());
        assertEquals(980, tally.reasons().get("other"));
    }

    @Test
    void aLateRequestCountsFromWhenItWasDue() {
        LatencyMeter meter = new LatencyMeter(tally);
        meter.due(System.nanoTime() - TimeUnit.SECONDS.toNanos(5));
        meter.begin();
        meter.succeeded(MeasuredOperation.GET, 0);
        assertTrue(ReportFigure.millis(figures(MeasuredOperation.GET).latency(), 100) >= 4995);
    }

    @Test
    void onlyTheFirstRequestOfALateStepIsLate() {
        LatencyMeter meter = new LatencyMeter(tally);
        meter.due(System.nanoTime() - TimeUnit.HOURS.toNanos(1));
        meter.begin();
        meter.succeeded(MeasuredOperation.CREATE_UPLOAD, 0);
        meter.begin();
        meter.succeeded(MeasuredOperation.UPLOAD_PART, 0);
        assertTrue(ReportFigure.millis(figures(MeasuredOperation.UPLOAD_PART).latency(), 100) < 3_000_000);
    }

    @Test
    void aFixedPaceIsDueAtEvenDistances() {
        RequestPace pace = RequestPace.of(1000, 42);
        assertEquals(42, pace.next());
        assertEquals(1_000_042, pace.next());
        assertEquals(2_000_042, pace.next());
    }

    private OperationTally.Figures figures(MeasuredOperation operation) {
        return requireNonNull(tally.figures().get(operation));
    }
}
