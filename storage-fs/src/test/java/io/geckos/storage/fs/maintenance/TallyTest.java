package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void allThatWasDoneIsOneLineAndIsToldOnce() {
        Tally tally = new Tally(new Progress("test", true));
        assertEquals("", tally.tell());
        tally.add(Tally.Deed.UPLOADS);
        tally.add(Tally.Deed.ADOPTED);
        tally.add(Tally.Deed.ADOPTED);
        assertEquals("2 files put by hand described, 1 abandoned uploads removed", tally.tell());
        assertEquals("", tally.tell());
    }
}
