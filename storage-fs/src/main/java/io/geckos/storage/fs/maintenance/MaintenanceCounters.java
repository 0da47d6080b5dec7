package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** Counts what was done: since it was last told, and altogether for those who ask. For one thread. */
final class MaintenanceCounters {
    /** What is counted, in the words of the log. */
    enum Counter {
        ADOPTED("described", "files put by hand described", false),
        RESTORED("recognised", "files whose times had changed recognised", false),
        ORPHANS("sidecars.removed", "sidecars without a file removed", true),
        UPLOADS("uploads.removed", "abandoned uploads removed", true),
        SETTINGS("settings.removed", "settings of removed buckets removed", true),
        LEFTOVERS("writes.removed", "unfinished writes removed", true),
        FAULTS("faults", "files or directories that could not be dealt with", true);

        private final String figure;
        private final String words;
        private final boolean remarkable;

        Counter(String figure, String words, boolean remarkable) {
            this.figure = figure;
            this.words = words;
            this.remarkable = remarkable;
        }
    }

    private final Map<Counter, Integer> counts = new EnumMap<>(Counter.class);
    private final BackgroundTaskProgress progress;

    MaintenanceCounters(BackgroundTaskProgress progress) {
        this.progress = progress;
        for (Counter deed : Counter.values()) {
            progress.set(deed.figure, 0);
        }
    }

    void add(Counter deed) {
        counts.merge(deed, 1, Integer::sum);
        progress.add(deed.figure, 1);
    }

    /** Tells whether anything was removed or went wrong since this was last told, which an operator wants to know. */
    boolean isRemarkable() {
        return counts.keySet().stream().anyMatch(deed -> deed.remarkable);
    }

    /** One line of all that was done, empty if nothing was; and forgets it. */
    String tell() {
        StringJoiner line = new StringJoiner(", ");
        counts.forEach((deed, count) -> line.add(count + " " + deed.words));
        counts.clear();
        return line.toString();
    }
}
