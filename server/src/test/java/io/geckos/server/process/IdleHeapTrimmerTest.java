package io.geckos.server.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IdleHeapTrimmerTest {
    private static final long MIB = 1 << 20;

    private long size = 48 * MIB;
    private long used = 10 * MIB;
    private int collections;
    private final IdleHeapTrimmer heap = new IdleHeapTrimmer(() -> size, () -> used, () -> {
        collections++;
        size = 60 * MIB;
        used = 12 * MIB;
    });

    private int collectionsAfter(int ticks) {
        for (int i = 0; i < ticks; i++) {
            heap.tick();
        }
        return collections;
    }

    @Test
    void anIdleServerThatNeverGrewIsLeftAlone() {
        assertEquals(0, collectionsAfter(10));
        size += 3 * MIB;
        assertEquals(0, collectionsAfter(10));
    }

    @Test
    void whatABusyTimeLeftIsGivenBackOnce() {
        size = 150 * MIB;
        used = 140 * MIB;
        assertEquals(0, collectionsAfter(1), "it was busy up to now");
        assertEquals(1, collectionsAfter(1));
        assertEquals(1, collectionsAfter(10), "there is no more to give back");
        size = 100 * MIB;
        assertEquals(2, collectionsAfter(10));
    }

    @Test
    void nobodyWaitsForIt() {
        size = 150 * MIB;
        for (int i = 0; i < 10; i++) {
            used += (i % 2 == 0 ? 20 : -18) * MIB;
            assertEquals(0, collectionsAfter(1));
        }
    }
}
