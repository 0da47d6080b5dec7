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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after the process was killed without warning. */
class CrashTest {
    private static final int PUTS = 1000;
    private static final int KILLED_AFTER = 300;

    @TempDir
    Path data;

    /** The latest version acknowledged of each key: what the restarted server owes. */
    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void killedAmongAThousandPutsEveryAcknowledgedObjectIsWholeAndNoneIsTorn() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).with("-auth=false").start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/crash"));
            for (int key = 0; key < PUTS; key += 4) {
                put(server, key, "old");
            }
            CountDownLatch enough = new CountDownLatch(KILLED_AFTER);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < PUTS; i++) {
                    int key = i;
                    threads.execute(() -> {
                        putUntilKilled(server, key);
                        enough.countDown();
                    });
                }
                enough.await();
                server.kill();
            }
            assertTrue(acknowledged.containsValue("new"), "the server was killed before it acknowledged anything");
            try (ServerProcess again = server.restart()) {
                Eventually.stagingIsEmpty(data);
                for (int key = 0; key < PUTS; key++) {
                    isWhole(again, key);
                }
            }
        }
    }

    private void put(ServerProcess server, int key, String version) throws IOException {
        WireRequest put = WireRequest.of("PUT", "/crash/" + key).body(body(key, version));
        if (RawHttp.exchange(server.address(), put).status() == 200) {
            acknowledged.put(key, version);
        }
    }

    private void putUntilKilled(ServerProcess server, int key) {
        try {
            put(server, key, "new");
        } catch (IOException _) {
            // killed before it answered: either version may be there
        }
    }

    private void isWhole(ServerProcess server, int key) throws IOException {
        Reply reply = RawHttp.exchange(server.address(), WireRequest.of("GET", "/crash/" + key));
        String owed = acknowledged.getOrDefault(key, "nothing");
        if (reply.status() == 404) {
            assertEquals("nothing", owed, () -> "lost: " + key);
        } else if (!reply.body().equals(body(key, "new"))) {
            assertEquals("old", owed, () -> "went back: " + key);
            assertEquals(body(key, "old"), reply.body(), () -> "torn: " + key);
        }
    }

    /** From one byte to a few hundred kilobytes, different for every key and version. */
    private static String body(int key, String version) {
        return (version + key + " ").repeat(1 + (key % 50) * (key % 50) * 20);
    }
}
