package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.BackgroundTaskProgress;
import org.junit.jupiter.api.Test;

class MaintenanceCountersTest {
    @Test
    void allThatWasDoneIsOneLineAndIsToldOnce() {
        MaintenanceCounters tally = new MaintenanceCounters(new BackgroundTaskProgress("test", true));
        assertEquals("", tally.tell());
        tally.add(MaintenanceCounters.Deed.UPLOADS);
        tally.add(MaintenanceCounters.Deed.ADOPTED);
        tally.add(MaintenanceCounters.Deed.ADOPTED);
        assertEquals("2 files put by hand described, 1 abandoned uploads removed", tally.tell());
        assertEquals("", tally.tell());
    }
}
