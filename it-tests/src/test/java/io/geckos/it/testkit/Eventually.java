package io.geckos.it.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits for what another process does soon, and gives up loudly. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        within(PATIENCE, what, condition);
    }

    /** Waits for what is promised within a time. */
    public static void within(Duration promised, String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + promised.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                fail("not within " + promised.toSeconds() + " s: " + what);
            }
            Thread.sleep(10);
        }
    }

    /** Asks a process to end, and sees to it that it does. */
    public static void ends(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** No file of an unfinished write is left in this data directory. */
    public static void stagingIsEmpty(Path dataDir) throws Exception {
        holds(
                "staging is empty, but has " + staged(dataDir),
                () -> staged(dataDir).isEmpty());
    }

    private static List<Path> staged(Path dataDir) throws IOException {
        List<Path> staged = new ArrayList<>();
        for (String name : List.of("staging", "staging.d")) {
            Path staging = dataDir.resolve(".geckos3").resolve(name);
            if (Files.exists(staging)) {
                try (Stream<Path> entries = Files.walk(staging)) {
                    entries.filter(Files::isRegularFile).forEach(staged::add);
                }
            }
        }
        return staged;
    }
}
