package io.geckos.storage.fs;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** Counts what was done since it was last told. For one thread. */
final class Tally {
    /** What is counted, in the words of the log. */
    enum Deed {
        ADOPTED("files put by hand described"),
        RESTORED("files whose times had changed recognised"),
        ORPHANS("sidecars without a file removed"),
        UPLOADS("abandoned uploads removed"),
        SETTINGS("settings of removed buckets removed"),
        LEFTOVERS("unfinished writes removed"),
        FAULTS("files or directories that could not be dealt with");

        private final String words;

        Deed(String words) {
            this.words = words;
        }
    }

    private final Map<Deed, Integer> counts = new EnumMap<>(Deed.class);

    void add(Deed deed) {
        counts.merge(deed, 1, Integer::sum);
    }

    /** One line of all that was done, empty if nothing was; and forgets it. */
    String tell() {
        StringJoiner line = new StringJoiner(", ");
        counts.forEach((deed, count) -> line.add(count + " " + deed.words));
        counts.clear();
        return line.toString();
    }
}
