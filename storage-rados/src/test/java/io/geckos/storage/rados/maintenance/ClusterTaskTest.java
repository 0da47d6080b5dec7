package io.geckos.storage.rados.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One task of two gateways. */
class ClusterTaskTest {
    private static final DocumentName NAME = new DocumentName("task-sweep");
    private static final Duration DAY = Duration.ofDays(1);

    private final DocumentStore documents = new MemoryStorage().documents();
    private int runs;
    private boolean working = true;
    private final ClusterTask first = task();
    private final ClusterTask second = task();

    private ClusterTask task() {
        return new ClusterTask("sweep", DAY, documents, goOn -> {
            runs++;
            if (!working) {
                throw new IllegalStateException("broken");
            }
            assertTrue(goOn.getAsBoolean());
        });
    }

    private void lastBegan(Instant time) {
        Optional<String> revision = documents.read(NAME).map(DocumentStore.Document::revision);
        assertTrue(documents.write(NAME, revision, time.toString()));
    }

    @Test
    void allGatewaysTogetherRunOnceInAnInterval() {
        first.runIfDue();
        second.runIfDue();
        first.runIfDue();
        assertEquals(1, runs);
        assertEquals(Map.of("elsewhere", 1L), second.progress().report().figures());
        lastBegan(Instant.now().minus(DAY));
        second.runIfDue();
        first.runIfDue();
        assertEquals(2, runs);
    }

    @Test
    void operatorStartsARunAtAnyTime() {
        first.runIfDue();
        assertTrue(second.progress().start());
        second.runIfDue();
        assertEquals(2, runs);
    }

    @Test
    void runThatFailsIsMadeUpForByTheOther() {
        working = false;
        try {
            first.runIfDue();
        } catch (IllegalStateException _) {
            working = true;
        }
        second.runIfDue();
        assertEquals(2, runs);
    }

    @Test
    void gatewayWaitsForTheNextRunOfAll() {
        assertEquals(Optional.of(Duration.ofHours(1)), first.pause());
        lastBegan(Instant.now().minus(DAY.dividedBy(2)));
        Duration left = second.pause().orElseThrow();
        assertTrue(left.compareTo(DAY.dividedBy(2)) <= 0 && left.compareTo(DAY.dividedBy(3)) > 0, left.toString());
        lastBegan(Instant.now().minus(DAY.multipliedBy(2)));
        assertEquals(Optional.of(Duration.ofMinutes(1)), second.pause());
    }

    @Test
    void runOfAnotherGatewayIsLeftToIt() {
        try (var _ = documents.lease(NAME, DAY).orElseThrow()) {
            first.runIfDue();
        }
        assertEquals(0, runs);
        assertEquals(Map.of("elsewhere", 1L), first.progress().report().figures());
    }
}
