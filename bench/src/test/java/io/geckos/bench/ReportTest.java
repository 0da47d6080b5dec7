package io.geckos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.load.Workload;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.measure.OperationTally;
import io.geckos.bench.measure.ProcessMonitor;
import io.geckos.bench.report.JsonReport;
import io.geckos.bench.report.LatencyChart;
import io.geckos.bench.report.ReportFigure;
import io.geckos.bench.report.ResultComparison;
import io.geckos.bench.report.TextReport;
import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.SigningMode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Endpoint ours = endpoint("ours");
    private final Endpoint theirs = endpoint("<theirs>");
    private final List<RunResult> results = List.of(
            result(ours, 300, 30),
            result(theirs, 100, 100),
            result(theirs, 200, 110),
            result(ours, 200, 20),
            result(ours, 900, 90),
            result(theirs, 150, 90));
    private final List<ResultComparison> comparisons = ResultComparison.of(List.of(ours, theirs), results);

    @Test
    void aTableHasARowForEachOperation() {
        String expected = """
                get: 4KiB, 2 connections, presigned on ours, 1.0 s
                operation  requests  failed  req/s  MB/s  p50 ms  p90 ms  p99 ms  max ms
                GetObject       300       2    300   1.2   1.000   1.000   1.000   1.000
                server CPU µs 30.0, CPU s/GB 7.32, RSS MB 50.0, highest RSS MB 60.0, driver CPU µs 33.3
                FAILED 2 times: measure: 503 SlowDown
                """;
        assertEquals(expected, TextReport.of(results.getFirst()));
    }

    @Test
    void aComparisonTakesTheMedianOfEachFigure() {
        ResultComparison comparison = comparisons.getFirst();
        assertEquals(1, comparisons.size());
        assertEquals(3, comparison.rounds());
        assertEquals(OptionalDouble.of(300), comparison.median(ours, ReportFigure.REQUESTS));
        assertEquals(OptionalDouble.of(150), comparison.median(theirs, ReportFigure.REQUESTS));
        assertEquals(OptionalDouble.of(2), comparison.ratio(theirs, ReportFigure.REQUESTS));
        assertEquals(OptionalDouble.of(30), comparison.median(ours, ReportFigure.SERVER_CPU));
        assertEquals(OptionalDouble.of(100), comparison.median(theirs, ReportFigure.SERVER_CPU));
        assertEquals(1400, comparison.latency(ours).getTotalCount());
    }

    @Test
    void theMedianOfTwoRoundsLiesBetweenThem() {
        ResultComparison comparison = ResultComparison.of(
                        List.of(ours), List.of(result(ours, 100, 10), result(ours, 200, 10)))
                .getFirst();
        assertEquals(OptionalDouble.of(150), comparison.median(ours, ReportFigure.REQUESTS));
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        RunResult blind = new RunResult(
                ours,
                SmallLoads.of(Workload.LIST),
                Duration.ofSeconds(1),
                Map.of(),
                Map.of(),
                Duration.ZERO,
                Optional.empty());
        ResultComparison comparison =
                ResultComparison.of(List.of(ours), List.of(blind)).getFirst();
        assertEquals(OptionalDouble.empty(), comparison.median(ours, ReportFigure.SERVER_CPU));
        assertEquals(OptionalDouble.empty(), comparison.ratio(ours, ReportFigure.RSS));
        assertTrue(TextReport.of(comparison).contains("  -"));
    }

    @Test
    void aComparisonPrintsRatiosOfTheFirstToTheOthers() {
        String text = TextReport.of(comparisons.getFirst());
        assertTrue(text.startsWith("get: 4KiB, 2 connections, presigned, medians of 3 rounds\n"), text);
        String ratios = text.lines().toList().getLast();
        assertTrue(ratios.matches("ours : <theirs> +1\\.00 +2\\.00 +2\\.00 .*"), ratios);
    }

    @Test
    void jsonHoldsEveryRunAndComparison() {
        JsonObject json = Json.createReader(new StringReader(JsonReport.of(results, comparisons, Instant.EPOCH)))
                .readObject();
        assertEquals("1970-01-01T00:00:00Z", json.getString("time"));
        assertEquals(6, json.getJsonArray("runs").size());
        JsonObject run = json.getJsonArray("runs").getJsonObject(0);
        assertEquals("get", run.getJsonObject("load").getString("workload"));
        JsonObject operation = run.getJsonArray("operations").getJsonObject(0);
        assertEquals(300, operation.getInt("requests"));
        assertEquals(
                1,
                operation.getJsonObject("latencyMillis").getJsonNumber("p99.9").doubleValue(),
                0.001);
        assertEquals(2, run.getJsonObject("failures").getInt("measure: 503 SlowDown"));
        JsonObject second = json.getJsonArray("comparisons")
                .getJsonObject(0)
                .getJsonArray("endpoints")
                .getJsonObject(1);
        assertEquals("<theirs>", second.getString("endpoint"));
        assertEquals(
                2,
                second.getJsonObject("ratiosOfFirst")
                        .getJsonNumber("requestsPerSecond")
                        .doubleValue());
    }

    @Test
    void jsonHoldsNoSecret() {
        assertEquals(-1, JsonReport.of(results, comparisons, Instant.EPOCH).indexOf("s3cr3t"));
        assertEquals(-1, ours.toString().indexOf("s3cr3t"));
    }

    @Test
    void aChartIsXmlWithALineForEachSeries() throws Exception {
        LatencyChart.Panel panel = new LatencyChart.Panel(
                "a < b", Map.of("<ours>", results.getFirst().latency(), "nothing", OperationTally.emptyHistogram()));
        String svg = LatencyChart.of(List.of(panel, panel));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
        assertEquals(-1, svg.indexOf("NaN"));
    }

    private static RunResult result(Endpoint endpoint, int requests, int cpuMicros) {
        OperationTally tally = new OperationTally();
        for (int i = 0; i < requests; i++) {
            tally.succeeded(MeasuredOperation.GET, 1_000_000, 4096);
        }
        tally.failed(MeasuredOperation.GET, "503 SlowDown");
        tally.failed(MeasuredOperation.GET, "503 SlowDown");
        Duration cpu = Duration.ofNanos(1000L * requests * cpuMicros);
        return new RunResult(
                endpoint,
                load(),
                Duration.ofSeconds(1),
                tally.figures(),
                Map.of("measure: 503 SlowDown", 2L),
                Duration.ofMillis(10),
                Optional.of(new ProcessMonitor.Usage(cpu, 50_000_000, 60_000_000)));
    }

    private static LoadPlan load() {
        LoadPlan load = SmallLoads.of(Workload.GET);
        ObjectSet objects = new ObjectSet("bucket", load.objects().keys(), SizeDistribution.parse("4KiB"));
        LoadPlan.Drive drive = new LoadPlan.Drive(
                2,
                0,
                Duration.ZERO,
                load.drive().limit(),
                load.drive().patience(),
                load.drive().heads());
        return new LoadPlan(Workload.GET, objects, SigningMode.PRESIGNED, drive, load.shape());
    }

    private static Endpoint endpoint(String name) {
        return new Endpoint(
                name, URI.create("http://host"), new KeyPair("access", "s3cr3t"), "us-east-1", OptionalLong.empty());
    }
}
