package io.geckos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.measure.HeapMetricsReader;
import io.geckos.bench.measure.ProcessSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatAProcessTakesIsWrittenAsLinesAndAsAChart() throws IOException {
        Path csv = folder.resolve("watch.csv");
        Path chart = folder.resolve("watch.svg");
        int code = BenchMain.commandLine()
                .execute(
                        "watch",
                        "--pid",
                        Long.toString(ProcessHandle.current().pid()),
                        "--seconds",
                        "1",
                        "--csv",
                        csv.toString(),
                        "--chart",
                        chart.toString());
        assertEquals(0, code);
        List<String> lines = Files.readAllLines(csv);
        assertEquals("second,rss_bytes,heap_bytes,descriptors", lines.getFirst());
        assertEquals(3, lines.size());
        assertTrue(lines.getLast().matches("1,[1-9]\\d+,,[1-9]\\d*"), lines::toString);
        assertTrue(Files.readString(chart).contains(">file descriptors</text>"));
    }

    @Test
    void heapIsTheSumOfItsPools() {
        assertEquals(3_500_000, HeapMetricsReader.used("""
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 1500000.0
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.0E6
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E6
                """));
    }

    @Test
    void growthShowsInTheMediansOfTheQuarters() {
        List<ProcessSample> growing = IntStream.range(0, 8)
                .mapToObj(i -> new ProcessSample(i, (long) i << 20, 10, Optional.of(5L << 20)))
                .toList();
        assertEquals("""
                RSS MB       median 3 in the second quarter, 7 in the last; most 7
                heap MB      median 5 in the second quarter, 5 in the last; most 5
                descriptors  median 10 in the second quarter, 10 in the last; most 10
                """, ProcessSample.summary(growing));
    }
}
