package io.geckos.storage.fs;

import io.geckos.domain.Measure;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How often something was made durable, and how long that was waited for. */
final class SyncTimes {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** What is timed. */
    @FunctionalInterface
    interface Sync {
        void run() throws FileFault;
    }

    /** Runs it, and counts it even if it fails. */
    void time(Sync sync) throws FileFault {
        long began = System.nanoTime();
        try {
            sync.run();
        } finally {
            nanos.add(System.nanoTime() - began);
            count.increment();
        }
    }

    List<Measure> measures(String what) {
        return List.of(
                new Measure(what + ".syncs", "How often a " + what + " was made durable", true, count::sum),
                new Measure(
                        what + ".sync.seconds",
                        "How long writers waited for a " + what + " to be made durable",
                        true,
                        () -> nanos.sum() / 1e9));
    }
}
