package io.geckos.bench.load;

import io.geckos.bench.http.Body;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.HttpClient;
import io.geckos.bench.http.RequestFailed;
import io.geckos.bench.http.ResponseReader;
import io.geckos.bench.measure.WatchedProcess;
import io.geckos.bench.s3.RequestHeads;
import io.geckos.bench.s3.Signing;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A start of a server.
 *
 * @param nanos from the start of the process to the end of its first successful answer
 * @param rss bytes resident when it had been idle for a second
 */
public record Launch(long nanos, long rss) {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BUFFER = 1 << 16;

    /**
     * Starts a server, waits for it to answer, and ends it.
     *
     * @throws RequestFailed when it ends before, or does not answer in time
     */
    public static Launch of(Endpoint endpoint, List<String> command) throws RequestFailed, IOException, InterruptedException {
        byte[] head = new RequestHeads(endpoint, Signing.HEADER, InstantSource.system())
                .head("GET", "/", new TreeMap<>(), Body.NONE);
        long began = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!answers(endpoint, head)) {
                if (!server.isAlive()) {
                    throw new RequestFailed("the server ended with " + server.exitValue() + " before it answered");
                }
                if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new RequestFailed("no answer within " + PATIENCE_SECONDS + " s");
                }
                LockSupport.parkNanos(PAUSE);
            }
            long nanos = System.nanoTime() - began;
            Thread.sleep(1_000);
            return new Launch(nanos, WatchedProcess.of(server.pid()).rss());
        } finally {
            server.destroy();
            if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }

    /** A server that refuses is not ready either. */
    private static boolean answers(Endpoint endpoint, byte[] head) {
        try (HttpClient http = new HttpClient(endpoint, BUFFER)) {
            return http.exchange(head, Body.NONE, ResponseReader.Sink.NOTHING).success();
        } catch (IOException _) {
            return false;
        }
    }
}
