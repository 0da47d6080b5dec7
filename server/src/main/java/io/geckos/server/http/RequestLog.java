package io.geckos.server.http;

import io.geckos.s3.api.S3Request;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The request log: one line of JSON for each request, with the fields of the original geckos3 first. One thread writes
 * the lines in batches. A request waits for it only if thousands of lines are not yet written.
 */
public final class RequestLog implements AutoCloseable {
    private static final int OUTSTANDING = 8192;
    private static final int BATCH = 2048;

    /**
     * The largest number of bytes of lines not yet written. Needed because clients choose the length of their paths.
     */
    private static final int OUTSTANDING_BYTES = 4 << 20;

    /** The number of bytes in one write. */
    private static final int BLOCK = 64 << 10;

    /** In bytes; most lines are shorter. */
    private static final int LINE = 512;

    /** The time for which lines are collected. Waking the writer for each line costs more than the line. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Marks the end of the queue. */
    private static final byte[] END = {};

    /**
     * Lines, not requests, because a request has many more objects, and these must be garbage at the next collection.
     */
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(OUTSTANDING);

    private final Semaphore bytes = new Semaphore(OUTSTANDING_BYTES);
    private final JsonGeneratorFactory json = Json.createGeneratorFactory(Map.of());
    private final OutputStream out;
    private final Thread writer;

    public RequestLog(OutputStream out) {
        this.out = out;
        this.writer = Thread.ofPlatform().name("request-log").start(this::run);
    }

    /** Adds a line for a request. Waits if too many lines are not yet written. */
    public void add(FinishedRequest request) {
        put(line(request));
    }

    /** Writes the remaining lines and ends. All requests must have ended before. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!writer.isAlive()) {
            return;
        }
        put(END);
        try {
            writer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(byte[] line) {
        bytes.acquireUninterruptibly(line.length);
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(line);
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<byte[]> batch = new ArrayList<>(BATCH);
        OutputStream blocks = new BufferedOutputStream(out, BLOCK);
        boolean ended = false;
        while (!ended) {
            try {
                batch.add(queue.take());
                if (batch.getFirst().length > 0) {
                    gather();
                }
                queue.drainTo(batch, BATCH - 1);
                for (byte[] line : batch) {
                    ended |= line.length == 0;
                }
                for (byte[] line : batch) {
                    blocks.write(line);
                }
                blocks.flush();
            } catch (InterruptedException _) {
                ended = true;
            } catch (IOException _) {
                // Standard output is gone. Requests are still served, and there is no place to report this.
            }
            bytes.release(batch.stream().mapToInt(line -> line.length).sum());
            batch.clear();
        }
    }

    /** Waits for more lines, unless the queue is filling up. */
    private void gather() {
        if (queue.size() < OUTSTANDING / 2) {
            LockSupport.parkNanos(GATHERING.toNanos());
        }
    }

    private byte[] line(FinishedRequest finished) {
        S3Request request = finished.request();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LINE);
        try (JsonGenerator line = json.createGenerator(bytes)) {
            line.writeStartObject()
                    .write(
                            "timestamp",
                            finished.at().truncatedTo(ChronoUnit.MILLIS).toString())
                    .write("method", request.method())
                    .write("path", request.rawPath())
                    .write("status", finished.status())
                    .write("duration_ms", finished.nanos() / 1_000_000)
                    .write("bytes", finished.received() + finished.sent())
                    .write("request_id", request.id());
            finished.facts().operation().ifPresent(it -> line.write("operation", it));
            line.write("remote", request.remoteAddress());
            finished.facts()
                    .caller()
                    .ifPresent(it -> line.write("access_key", it.accessKeyId())
                            .write("user", it.holder().text())
                            .write("account", it.account()));
            finished.facts().decidedBy().ifPresent(it -> line.write("decided", it));
            finished.facts().errorCode().ifPresent(it -> line.write("error", it));
            finished.reason().ifPresent(it -> line.write("reason", it));
            trace(request).ifPresent(it -> line.write("trace", it));
            line.writeEnd();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** The client's trace context, as OpenTelemetry sends it. */
    private static Optional<String> trace(S3Request request) {
        return request.headers().getOrDefault("traceparent", List.of()).stream()
                .filter(value -> TRACE.matcher(value).matches())
                .findFirst();
    }
}
