package io.geckos.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.LatencyHistogram;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private final PrometheusText text = new PrometheusText();

    @Test
    void whatWouldEndALabelIsEscaped() {
        text.gauges("files", "Files", "path", Map.of("a\"b\\c\nd", 1));
        assertEquals("""
                # HELP files Files
                # TYPE files gauge
                files{path="a\\"b\\\\c\\nd"} 1
                """, text.toString());
    }

    @Test
    void wholeNumbersStayWhole() {
        text.gauge("bytes", "Bytes", Long.MAX_VALUE);
        assertEquals("""
                # HELP bytes Bytes
                # TYPE bytes gauge
                bytes 9223372036854775807
                """, text.toString());
    }

    @Test
    void theBucketsOfAHistogramCountAllThatIsSmaller() {
        LatencyHistogram timings = new LatencyHistogram("sync", "Syncs");
        timings.add(Duration.ofMillis(1).toNanos());
        timings.add(Duration.ofSeconds(11).toNanos());
        text.histogram("sync_seconds", timings);
        assertEquals("""
                # HELP sync_seconds Syncs
                # TYPE sync_seconds histogram
                sync_seconds_bucket{le="0.0001"} 0
                sync_seconds_bucket{le="0.001"} 1
                sync_seconds_bucket{le="0.005"} 1
                sync_seconds_bucket{le="0.02"} 1
                sync_seconds_bucket{le="0.1"} 1
                sync_seconds_bucket{le="0.5"} 1
                sync_seconds_bucket{le="2"} 1
                sync_seconds_bucket{le="10"} 1
                sync_seconds_bucket{le="+Inf"} 2
                sync_seconds_sum 11.001
                sync_seconds_count 2
                """, text.toString());
    }
}
