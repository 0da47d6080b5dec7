package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskReport;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.storage.fs.testkit.Await;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Housekeeping and scrub when an operator starts and stops them; what all engines have in common is in the suites. */
class BackgroundTaskTest {
    @Test
    void aScrubThatIsOffRunsWhenItIsStarted() throws Exception {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("good", "four");
            bucket.put("bad", "five5");
            FileTime time = Files.getLastModifiedTime(bucket.path("bad"));
            Files.setLastModifiedTime(Files.writeString(bucket.path("bad"), "rotte"), time);
            BackgroundTask scrub = chore(bucket, "scrub");
            assertFalse(scrub.report().scheduled() || scrub.report().running());
            assertTrue(Double.isNaN(damaged(bucket)), "nobody has looked");
            assertTrue(scrub.start());
            BackgroundTaskReport report = awaitEnd(scrub);
            assertFalse(report.scheduled());
            assertTrue(report.finished().isPresent());
            assertEquals(1, report.problems().size());
            assertEquals(2, report.figures().get("objects"));
            assertEquals(9, report.figures().get("bytes"));
            assertEquals(1, damaged(bucket));
            bucket.put("bad", "mended");
            assertTrue(scrub.start());
            awaitEnd(scrub);
            assertEquals(0, damaged(bucket));
        }
    }

    /** At a byte a second it would take until tomorrow. */
    @Test
    void aScrubIsStoppedUnfinished() throws Exception {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("slow", "x".repeat(100_000));
            bucket.stop();
            bucket.settings().put("scrub-rate", "1");
            bucket.start();
            BackgroundTask scrub = chore(bucket, "scrub");
            assertTrue(scrub.report().scheduled());
            Await.until("the scrub begins", () -> scrub.report().began().isPresent());
            assertFalse(scrub.start());
            assertTrue(scrub.stop());
            BackgroundTaskReport report = awaitEnd(scrub);
            assertEquals(Optional.empty(), report.finished());
            assertTrue(Double.isNaN(damaged(bucket)), "not all was looked at");
            assertTrue(scrub.start());
            assertTrue(scrub.report().running());
        }
    }

    @Test
    void housekeepingIsStoppedUnfinishedAndGoesOnAfterwards() throws Exception {
        try (BucketFixture bucket = new BucketFixture("adopt-rate", "1", "housekeeping-interval", "0s")) {
            bucket.write("slow", "x".repeat(100_000));
            BackgroundTask housekeeping = chore(bucket, "housekeeping");
            assertFalse(housekeeping.report().scheduled());
            assertTrue(housekeeping.start());
            Await.until(
                    "a name is looked at", () -> housekeeping.report().figures().getOrDefault("names", 0L) > 0);
            assertFalse(housekeeping.start());
            assertTrue(housekeeping.stop());
            assertEquals(Optional.empty(), awaitEnd(housekeeping).finished());
            Files.delete(bucket.path("slow"));
            assertTrue(housekeeping.start());
            assertTrue(awaitEnd(housekeeping).finished().isPresent());
        }
    }

    @Test
    void afterTheEndNothingBegins() {
        BucketFixture bucket = new BucketFixture();
        BackgroundTask scrub = chore(bucket, "scrub");
        bucket.close();
        scrub.start();
        assertEquals(Optional.empty(), scrub.report().began());
    }

    private static BackgroundTask chore(BucketFixture bucket, String name) {
        return bucket.storage().backgroundTasks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double damaged(BucketFixture bucket) {
        return bucket.storage().measures().stream()
                .filter(it -> it.name().equals("damaged.objects"))
                .map(StorageGauge::value)
                .findFirst()
                .orElseThrow()
                .getAsDouble();
    }

    private static BackgroundTaskReport awaitEnd(BackgroundTask chore) throws Exception {
        Await.until(chore.name() + " ends", () -> !chore.report().running());
        return chore.report();
    }
}
