package io.geckos.it.gateways;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write and read the same objects through all servers, and remember what was acknowledged. Each key has one
 * writer, so its versions only ever rise. Whatever contradicts the promises is a violation.
 */
final class RecordedLoad {
    static final String BUCKET = "load";

    /** Within this time a request is answered, also one that the cluster cannot carry out. */
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    private static final int WRITERS = 8;
    private static final int READERS = 2;
    private static final int KEYS = 48;

    /** The bytes of a large object, which is in several pieces; and which versions of the first key are so. */
    private static final int LARGE = 5 << 20;

    private static final int LARGE_EACH = 16;

    private final Gateways gateways;

    /** The latest version acknowledged of each key, from 1 on. */
    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(KEYS);

    /** The latest version of each key that was sent. */
    private final AtomicIntegerArray sent = new AtomicIntegerArray(KEYS);

    /** How many writes of each writer were acknowledged. */
    private final AtomicIntegerArray written = new AtomicIntegerArray(WRITERS);

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowestRefusal = new AtomicLong();
    private final AtomicLong slowestAnswer = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger refusedReads = new AtomicInteger();
    private final AtomicInteger refusedWrites = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile List<Thread> threads = List.of();
    private volatile boolean running;

    /** Whether a server may be gone, so that connections break. */
    private volatile boolean mayBreak;

    RecordedLoad(Gateways gateways) {
        this.gateways = gateways;
    }

    void mayBreak(boolean now) {
        mayBreak = now;
    }

    void start() {
        running = true;
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            started.add(start(() -> write(writer)));
        }
        for (int i = 0; i < READERS; i++) {
            int reader = i;
            started.add(start(() -> read(reader)));
        }
        threads = started;
    }

    private Thread start(Runnable client) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((_, e) -> violations.add("a client failed: " + e))
                .start(client);
    }

    void stop() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How many writes each writer has got acknowledged so far. */
    List<Integer> progress() {
        return IntStream.range(0, WRITERS).mapToObj(written::get).toList();
    }

    /** Tells whether each writer has got {@code more} writes acknowledged since. */
    boolean hasProgressed(List<Integer> since, int more) {
        return IntStream.range(0, WRITERS).allMatch(writer -> written.get(writer) >= since.get(writer) + more);
    }

    int refusedWrites() {
        return refusedWrites.get();
    }

    int refusedReads() {
        return refusedReads.get();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** What was counted since the last time, as the columns of a table. */
    Counts takeCounts() {
        Counts counts = new Counts(
                progress().stream().mapToInt(Integer::intValue).sum(),
                refusedWrites.getAndSet(0),
                reads.getAndSet(0),
                refusedReads.getAndSet(0),
                broken.getAndSet(0),
                Duration.ofNanos(slowestRefusal.getAndSet(0)),
                Duration.ofNanos(slowestAnswer.getAndSet(0)));
        IntStream.range(0, WRITERS).forEach(writer -> written.set(writer, 0));
        return counts;
    }

    /** What happened to the requests of some time. */
    record Counts(
            int written,
            int refusedWrites,
            int read,
            int refusedReads,
            int broken,
            Duration slowestRefusal,
            Duration slowestAnswer) {}

    private void write(int writer) {
        for (int turn = 0; running; turn++) {
            int key = writer + WRITERS * (turn % (KEYS / WRITERS));
            int version = sent.incrementAndGet(key);
            WireRequest put = WireRequest.of("PUT", "/" + BUCKET + "/" + key).body(body(key, version));
            // Each key through each server in turn.
            Reply reply = exchange(turn + turn / (KEYS / WRITERS) + writer, put);
            if (reply != null && reply.status() == 200) {
                acknowledged.set(key, version);
                written.incrementAndGet(writer);
            } else if (reply != null) {
                refusedWrites.incrementAndGet();
            }
        }
    }

    private void read(int reader) {
        for (int turn = 0; running; turn++) {
            requireWhole((turn * 7 + reader) % KEYS, turn + turn / KEYS);
        }
    }

    /** Reads a key; false if the server could not. */
    private boolean requireWhole(int key, int turn) {
        int owed = acknowledged.get(key);
        Reply reply = exchange(turn, WireRequest.of("GET", "/" + BUCKET + "/" + key));
        if (reply == null || reply.status() == 503) {
            refusedReads.addAndGet(reply == null ? 0 : 1);
            return false;
        }
        reads.incrementAndGet();
        if (reply.status() == 404) {
            if (owed > 0) {
                violations.add("lost: key " + key + " with version " + owed);
            }
            return true;
        }
        String text = reply.body();
        int version = Integer.parseInt(text.substring(0, text.indexOf(' ')));
        if (version > sent.get(key) || !text.equals(body(key, version))) {
            violations.add("torn: key " + key + " with " + text.length() + " bytes of version " + version);
        } else if (version < owed) {
            violations.add("lost: key " + key + " has version " + version + " and had " + owed);
        }
        return true;
    }

    /** The answer of one server, 200, 404 or 503; null if the connection broke. */
    private @Nullable Reply exchange(int turn, WireRequest request) {
        InetSocketAddress server = gateways.addresses().get(Math.floorMod(turn, gateways.count()));
        long began = System.nanoTime();
        try {
            Reply reply = RawHttp.exchange(server, request.sign(server));
            long nanos = System.nanoTime() - began;
            boolean refused = reply.status() == 503;
            (refused ? slowestRefusal : slowestAnswer).accumulateAndGet(nanos, Math::max);
            if (refused && nanos > ANSWERED.toNanos()) {
                violations.add("slow: 503 for " + request.method() + " after " + Duration.ofNanos(nanos));
            } else if (!refused && reply.status() != 200 && reply.status() != 404) {
                violations.add("wrong: " + reply.status() + " for " + request.method() + ": " + reply.text());
            }
            return reply;
        } catch (IOException e) {
            broken.incrementAndGet();
            if (!mayBreak) {
                violations.add("broken: " + request.method() + " by " + e + " after "
                        + Duration.ofNanos(System.nanoTime() - began));
            }
            return null;
        }
    }

    /** Reads every key through a server, and again what it could not read. */
    void verify(int server) throws Exception {
        for (int i = 0; i < KEYS; i++) {
            int key = i;
            Eventually.holds("key " + key + " is read", () -> requireWhole(key, server));
        }
    }

    /** Begins with its version; from a few bytes to some ten kilobytes, and now and then large. */
    private static String body(int key, int version) {
        String text = version + " " + key + " ";
        boolean large = key == 0 && version % LARGE_EACH == 1;
        return text.repeat(large ? LARGE / text.length() : 1 + (key * 7 + version) % 40 * (key % 7) * 30);
    }
}
