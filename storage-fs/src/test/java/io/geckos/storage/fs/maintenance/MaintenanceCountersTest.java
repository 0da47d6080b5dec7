package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.BackgroundTaskProgress;
import org.junit.jupiter.api.Test;

class MaintenanceCountersTest {
    @Test
    void allThatWasDoneIsOneLineAndIsToldOnce() {
        MaintenanceCounters tally = new MaintenanceCounters(new BackgroundTaskProgress("test", true));
        assertEquals("", tally.tell());
        tally.add(MaintenanceCounters.Counter.UPLOADS);
        tally.add(MaintenanceCounters.Counter.ADOPTED);
        tally.add(MaintenanceCounters.Counter.ADOPTED);
        assertEquals("2 files put by hand described, 1 abandoned uploads removed", tally.tell());
        assertEquals("", tally.tell());
    }
}
