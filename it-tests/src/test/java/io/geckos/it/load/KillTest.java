package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed at random moments, again and again, while many clients overwrite the same few objects. How often
 * is told by {@code -Dgeckos.kills}, and by which seed by {@code -Dgeckos.kills.seed}.
 */
class KillTest {
    private static final int KEYS = 40;
    private static final int CLIENTS = 8;
    private static final int MOST_WRITES = 400;
    private static final int KILLS = Integer.getInteger("geckos.kills", 5);
    private static final long SEED = Long.getLong("geckos.kills.seed", 1L);

    @TempDir
    Path data;

    /** The latest version acknowledged of each key. */
    private final ConcurrentHashMap<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        Random random = new Random(SEED);
        ServerProcess server = ServerLaunch.on(data).with("-auth=false").start();
        try {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/kill"));
            for (int kill = 0; kill < KILLS; kill++) {
                writeUntilKilled(server, kill, 1 + random.nextInt(MOST_WRITES));
                ServerProcess next = server.restart();
                server.close();
                server = next;
                Eventually.stagingIsEmpty(data);
                for (int key = 0; key < KEYS; key++) {
                    requireWhole(server, key);
                }
            }
        } finally {
            server.close();
        }
        assertEquals(KEYS, acknowledged.size(), () -> "seed " + SEED + " left keys unwritten");
    }

    /** Each client writes its own keys, so that of each key the versions only ever rise. */
    private void writeUntilKilled(ServerProcess server, int kill, int writes) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(writes);
        AtomicBoolean killed = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                threads.execute(() -> {
                    for (int round = 0; !killed.get(); round++) {
                        int key = client + CLIENTS * (round % (KEYS / CLIENTS));
                        if (put(server, key, kill * 1_000_000 + round)) {
                            enough.countDown();
                        }
                    }
                });
            }
            enough.await();
            server.kill();
            killed.set(true);
        }
    }

    private boolean put(ServerProcess server, int key, int version) {
        try {
            WireRequest put = WireRequest.of("PUT", "/kill/" + key).body(body(key, version));
            if (RawHttp.exchange(server.address(), put).status() == 200) {
                acknowledged.put(key, version);
                return true;
            }
        } catch (IOException _) {
            // killed before it answered: either version may be there
        }
        return false;
    }

    private void requireWhole(ServerProcess server, int key) throws IOException {
        Reply reply = RawHttp.exchange(server.address(), WireRequest.of("GET", "/kill/" + key));
        int owed = acknowledged.getOrDefault(key, -1);
        if (reply.status() == 404) {
            assertEquals(-1, owed, () -> "lost: " + key + ", seed " + SEED);
            return;
        }
        String text = reply.body();
        int version = Integer.parseInt(text.substring(0, text.indexOf(' ')));
        assertEquals(body(key, version), text, () -> "torn: " + key + ", seed " + SEED);
        assertTrue(version >= owed, () -> "went back: " + key + " to " + version + ", seed " + SEED);
    }

    /** Begins with its version; from a few bytes to some hundred kilobytes. */
    private static String body(int key, int version) {
        return (version + " " + key + " ").repeat(1 + (key * 7 + version) % 50 * (key % 7) * 60);
    }
}
