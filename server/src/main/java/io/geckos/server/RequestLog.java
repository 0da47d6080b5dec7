package io.geckos.server;

import io.geckos.s3.S3Request;
import io.geckos.s3.S3Response;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One line of JSON for each request, the original's fields first. One thread writes them in batches; a request waits for
 * it only while thousands of lines are outstanding.
 */
final class RequestLog implements AutoCloseable {
    private static final int OUTSTANDING = 8192;
    private static final int BATCH = 512;

    /** Tells the writer that nothing follows. */
    private static final Entry END = new Entry(
            Instant.EPOCH,
            0,
            "",
            "",
            "",
            "",
            0,
            0,
            new S3Response.Facts(Optional.empty(), Optional.empty(), Optional.empty()));

    /** What is said of a request. */
    record Entry(
            Instant at,
            long nanos,
            String id,
            String method,
            String path,
            String remote,
            int status,
            long bytes,
            S3Response.Facts facts) {
        private boolean isEnd() {
            return id.isEmpty();
        }
    }

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(OUTSTANDING);
    private final JsonGeneratorFactory json = Json.createGeneratorFactory(Map.of());
    private final OutputStream out;
    private final Thread writer;

    RequestLog(OutputStream out) {
        this.out = out;
        this.writer = Thread.ofPlatform().name("request-log").start(this::run);
    }

    static Entry entry(Instant at, long began, S3Request request, S3Response response, long bytes) {
        return new Entry(
                at,
                System.nanoTime() - began,
                request.id(),
                request.method(),
                request.rawPath(),
                request.remoteAddress(),
                response.status(),
                bytes,
                response.facts());
    }

    /** Takes a line to be written; waits if too many are outstanding. */
    void add(Entry entry) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(entry);
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is outstanding and ends; requests must have ended before. */
    @Override
    public void close() {
        add(END);
        try {
            writer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>(BATCH);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                for (Entry entry : batch) {
                    if (entry.isEnd()) {
                        ended = true;
                    } else {
                        write(entry, lines);
                    }
                }
                lines.writeTo(out);
                out.flush();
            } catch (InterruptedException _) {
                ended = true;
            } catch (IOException _) {
                // Standard output is gone; requests are still to be served, and there is nowhere to say this.
            }
            batch.clear();
            lines.reset();
        }
    }

    private void write(Entry entry, ByteArrayOutputStream lines) {
        try (JsonGenerator line = json.createGenerator(lines)) {
            line.writeStartObject()
                    .write(
                            "timestamp",
                            entry.at().truncatedTo(ChronoUnit.MILLIS).toString())
                    .write("method", entry.method())
                    .write("path", entry.path())
                    .write("status", entry.status())
                    .write("duration_ms", entry.nanos() / 1_000_000)
                    .write("bytes", entry.bytes())
                    .write("request_id", entry.id());
            entry.facts().operation().ifPresent(it -> line.write("operation", it));
            line.write("remote", entry.remote());
            entry.facts().accessKeyId().ifPresent(it -> line.write("access_key", it));
            entry.facts().errorCode().ifPresent(it -> line.write("error", it));
            line.writeEnd();
        }
        lines.write('\n');
    }
}
