package io.geckos.bench.load;

import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.HttpClient;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.http.ResponseReader;
import io.geckos.bench.measure.ProcessMonitor;
import io.geckos.bench.s3.SignedHeadWriter;
import io.geckos.bench.s3.SigningMode;
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
public record ServerLaunch(long nanos, long rss) {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BUFFER = 1 << 16;

    /**
     * Starts a server, waits for it to answer, and ends it.
     *
     * @throws RequestFailure when it ends before, or does not answer in time
     */
    public static ServerLaunch of(Endpoint endpoint, List<String> command)
            throws RequestFailure, IOException, InterruptedException {
        byte[] head = new SignedHeadWriter(endpoint, SigningMode.HEADER, InstantSource.system())
                .head("GET", "/", new TreeMap<>(), BodySource.NONE);
        long began = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!answers(endpoint, head)) {
                if (!server.isAlive()) {
                    throw new RequestFailure("the server ended with " + server.exitValue() + " before it answered");
                }
                if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new RequestFailure("no answer within " + PATIENCE_SECONDS + " s");
                }
                LockSupport.parkNanos(PAUSE);
            }
            long nanos = System.nanoTime() - began;
            Thread.sleep(1_000);
            return new ServerLaunch(nanos, ProcessMonitor.of(server.pid()).rss());
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
            return http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING)
                    .success();
        } catch (IOException _) {
            return false;
        }
    }
}
