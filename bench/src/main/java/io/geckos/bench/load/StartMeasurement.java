package io.geckos.bench.load;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.measure.ProcessMonitor;
import java.io.IOException;
import java.util.List;

/**
 * A start of a server.
 *
 * @param nanos from the start of the process to the end of its first successful answer
 * @param rss bytes resident when it had been idle for a second
 */
public record StartMeasurement(long nanos, long rss) {
    /**
     * Starts a server, waits for it to answer, and ends it.
     *
     * @throws RequestFailure when it ends before, or does not answer in time
     */
    public static StartMeasurement of(Endpoint endpoint, List<String> command)
            throws RequestFailure, IOException, InterruptedException {
        try (LaunchedServer server = LaunchedServer.start(endpoint, command)) {
            long nanos = server.age();
            Thread.sleep(1_000);
            return new StartMeasurement(nanos, ProcessMonitor.of(server.pid()).rss());
        }
    }
}
