package io.geckos.bench.load;

import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.HttpClient;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.http.ResponseReader;
import io.geckos.bench.s3.SignedHeadWriter;
import io.geckos.bench.s3.SigningMode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, which has answered its first signed request. Closing it ends the process. */
final class LaunchedServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int BUFFER = 1 << 16;

    private final Endpoint endpoint;
    private final Process process;
    private final long began = System.nanoTime();

    private LaunchedServer(Endpoint endpoint, List<String> command) throws IOException {
        this.endpoint = endpoint;
        this.process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * Starts a server and waits until it answers. The command must become the server, not start it.
     *
     * @throws RequestFailure if it ends before, or does not answer in time; then its process has ended
     */
    static LaunchedServer start(Endpoint endpoint, List<String> command) throws RequestFailure, IOException {
        LaunchedServer server = new LaunchedServer(endpoint, command);
        try {
            server.awaitAnswer();
            return server;
        } catch (RequestFailure e) {
            server.close();
            throw e;
        }
    }

    /** The request is presigned: the original does not verify headers that sign a length. */
    private void awaitAnswer() throws RequestFailure {
        byte[] head = new SignedHeadWriter(endpoint, SigningMode.PRESIGNED, InstantSource.system())
                .head("GET", "/", new TreeMap<>(), BodySource.NONE);
        while (!answers(head)) {
            if (!process.isAlive()) {
                throw new RequestFailure("the server ended with " + process.exitValue() + " before it answered");
            }
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new RequestFailure("no answer within " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** A server that refuses is not ready either. */
    private boolean answers(byte[] head) {
        try (HttpClient http = new HttpClient(endpoint, BUFFER)) {
            return http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING)
                    .success();
        } catch (IOException _) {
            return false;
        }
    }

    /** The nanoseconds since the start of the process. */
    long age() {
        return System.nanoTime() - began;
    }

    long pid() {
        return process.pid();
    }

    /** The endpoint, with the number of its process. */
    Endpoint endpoint() {
        return new Endpoint(
                endpoint.name(), endpoint.uri(), endpoint.credentials(), endpoint.region(), OptionalLong.of(pid()));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }
}
