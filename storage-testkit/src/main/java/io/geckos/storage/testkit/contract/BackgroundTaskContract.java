package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskReport;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The promises of {@link io.geckos.domain.engine.BackgroundTask}: every task can be started and stopped. */
public abstract class BackgroundTaskContract extends StorageContract {
    @Test
    void eachHasAWordForAName() {
        List<String> names =
                storage.backgroundTasks().stream().map(BackgroundTask::name).toList();
        assertTrue(names.stream().allMatch(name -> name.matches("[a-z]+")), names.toString());
        assertEquals(names.size(), new HashSet<>(names).size());
        assertEquals(
                names,
                storage.backgroundTasks().stream().map(BackgroundTask::name).toList());
    }

    @Test
    void whatWasStartedFinishesAndSaysWhen() {
        put("a", "content");
        for (BackgroundTask chore : storage.backgroundTasks()) {
            Instant before = Instant.now();
            assertTrue(chore.start() || chore.report().running(), chore.name());
            BackgroundTaskReport report = awaitEnd(chore);
            Instant finished = report.finished().orElseThrow();
            assertEquals(finished, report.ended().orElseThrow());
            assertFalse(finished.isBefore(report.began().orElseThrow()));
            assertFalse(finished.isBefore(before));
            assertEquals(List.of(), report.problems());
        }
        assertEquals("content", read("a"));
    }

    @Test
    void whatDoesNotRunCannotBeStopped() {
        for (BackgroundTask chore : storage.backgroundTasks()) {
            chore.stop();
            awaitEnd(chore);
            assertFalse(chore.stop(), chore.name());
        }
    }

    @Test
    void everyStartThatIsToldSoLeadsToARun() {
        for (BackgroundTask chore : storage.backgroundTasks()) {
            Set<Instant> ends = new HashSet<>();
            for (int run = 0; run < 3; run++) {
                assertTrue(chore.start(), chore.name());
                ends.add(awaitEnd(chore).ended().orElseThrow());
            }
            assertEquals(3, ends.size(), chore.name());
        }
    }

    private static BackgroundTaskReport awaitEnd(BackgroundTask chore) {
        BackgroundTaskReport report = chore.report();
        while (report.running()) {
            Thread.onSpinWait();
            report = chore.report();
        }
        return report;
    }
}
