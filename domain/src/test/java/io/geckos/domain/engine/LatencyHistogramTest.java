package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void eachIsCountedInTheFirstStepThatIsLongEnough() {
        LatencyHistogram timings = new LatencyHistogram("test", "for a test");
        timings.add(0);
        timings.add(Duration.ofNanos(100_000).toNanos());
        timings.add(Duration.ofNanos(100_001).toNanos());
        timings.add(Duration.ofSeconds(10).toNanos());
        timings.add(Duration.ofSeconds(11).toNanos());
        LatencyHistogram.Snapshot snapshot = timings.snapshot();
        assertEquals(List.of(2L, 1L, 0L, 0L, 0L, 0L, 0L, 1L, 1L), snapshot.counts());
        assertEquals(21_000_200_001L, snapshot.nanos());
        assertEquals(LatencyHistogram.STEPS.size() + 1, snapshot.counts().size());
    }

    @Test
    void whatFailsIsCountedToo() {
        LatencyHistogram timings = new LatencyHistogram("test", "for a test");
        assertThrows(IllegalStateException.class, () -> {
            try (var _ = timings.begin()) {
                throw new IllegalStateException("fails");
            }
        });
        assertEquals(
                1,
                timings.snapshot().counts().stream().mapToLong(Long::longValue).sum());
    }
}
