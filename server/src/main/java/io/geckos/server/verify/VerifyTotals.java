package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyFinding;

/** The counts of a verification. */
final class VerifyTotals {
    private static final int GOOD = 0;
    private static final int DAMAGED = 3;
    private static final int QUARANTINED = 4;

    private long objects;
    private long bytes;
    private long damaged;
    private long quarantined;
    private long notes;

    void read(long more) {
        bytes += more;
    }

    void done() {
        objects++;
    }

    void add(VerifyFinding finding) {
        if (!finding.kind().isDamage()) {
            notes++;
        } else if (finding.isQuarantined()) {
            quarantined++;
        } else {
            damaged++;
        }
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    long damaged() {
        return damaged;
    }

    long quarantined() {
        return quarantined;
    }

    long notes() {
        return notes;
    }

    /** The overall result in one word. */
    String result() {
        return damaged > 0 ? "damaged" : quarantined > 0 ? "quarantined" : "good";
    }

    /** The exit code: 0 if nothing is damaged, 3 if something is, 4 if all damaged data is in quarantine. */
    int exitCode() {
        return damaged > 0 ? DAMAGED : quarantined > 0 ? QUARANTINED : GOOD;
    }
}
