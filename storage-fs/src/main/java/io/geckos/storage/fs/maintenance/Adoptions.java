package io.geckos.storage.fs.maintenance;

import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.volume.WriteHealth;

/**
 * Describes whatever nobody has described, and counts it.
 *
 * @param strays where what was changed a moment ago waits for another attempt
 */
public record Adoptions(WriteHealth health, FileAdoption files, VersionAdoption versions, AdoptionQueue strays) {
    /** Describes the current object of a key, if nobody has. */
    void adopt(ObjectId id, MaintenanceCounters tally) throws FileFault {
        health.requireWritable();
        FileAdoption.Outcome outcome = files.adopt(id);
        count(outcome, tally);
        if (outcome == FileAdoption.Outcome.UNSETTLED) {
            strays.offer(id, FileAdoption.QUIET_TIME.toNanos());
        }
    }

    /** Describes the older versions of a key that nobody has described. Those changed a moment ago wait for the next round. */
    void adoptVersions(ObjectId id, MaintenanceCounters tally) throws FileFault {
        health.requireWritable();
        versions.adopt(id).forEach(outcome -> count(outcome, tally));
    }

    private static void count(FileAdoption.Outcome outcome, MaintenanceCounters tally) {
        switch (outcome) {
            case ADOPTED -> tally.add(MaintenanceCounters.Counter.ADOPTED);
            case RESTORED -> tally.add(MaintenanceCounters.Counter.RESTORED);
            case UNSETTLED, NOTHING -> {}
        }
    }
}
