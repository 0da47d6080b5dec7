package io.geckos.server.migrate;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.VersionEntry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts what was copied and compared, and tells it. Problems are lines of the report; progress goes to {@link ProgressLine}.
 * Safe for many threads.
 */
final class MigrationProgress {
    private final PrintWriter out;
    private final ProgressLine line;
    private String bucket = "";
    private long versions;
    private long bytes;
    private long copiedVersions;
    private long comparedVersions;
    private long skippedVersions;
    private long moved;
    private long skippedBytes;
    private long problems;

    MigrationProgress(PrintWriter out, ProgressLine line) {
        this.out = out;
        this.line = line;
    }

    /** Announces how much there is to copy and to compare, in all buckets. */
    synchronized void expect(long allVersions, long allBytes) {
        versions = allVersions;
        bytes = allBytes;
    }

    /** Announces the bucket that comes next. */
    synchronized void enter(String name) {
        bucket = name;
    }

    /** Reports so many more bytes of which the target has a copy. */
    synchronized void copied(long more) {
        moved += more;
        show();
    }

    /** Reports so many more bytes that were read from the target. */
    synchronized void readBack(long more) {
        moved += more;
        show();
    }

    /** Reports a version or delete marker that was copied. */
    synchronized void done(VersionEntry entry) {
        copiedVersions++;
        show();
    }

    /** Reports one that an earlier run has copied. */
    synchronized void skipped(VersionEntry entry) {
        skippedVersions++;
        skippedBytes += size(entry);
        show();
    }

    /** Reports one that was compared. */
    synchronized void compared(VersionEntry entry) {
        comparedVersions++;
        show();
    }

    static long size(VersionEntry entry) {
        return entry instanceof VersionEntry.Stored stored ? stored.summary().size() : 0;
    }

    /** Reports something of a key that is not copied, or differs. */
    synchronized void problem(ObjectKey key, String what) {
        problem(bucket + "/" + key + ": " + what);
    }

    /** Reports something that is not copied, or differs. */
    synchronized void problem(String what) {
        problems++;
        note(what);
    }

    /** Tells something that is no problem. */
    synchronized void note(String what) {
        line.clear();
        out.println(printable(what));
        out.flush();
    }

    synchronized long problems() {
        return problems;
    }

    /** Replaces control characters. Keys may contain them, and they must not change the terminal. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                printable.append("\\u%04x".formatted(point));
            } else {
                printable.appendCodePoint(point);
            }
        });
        return printable.toString();
    }

    private void show() {
        line.show(seconds -> {
            // Each version is copied once and compared once.
            long left = Math.max(0, 2 * bytes - skippedBytes - moved);
            long rate = (long) (moved / Math.max(seconds, 0.001));
            return "%s: %d of %d versions copied, %d compared; %s of %s, %s/s%s"
                    .formatted(
                            bucket,
                            copiedVersions + skippedVersions,
                            versions,
                            comparedVersions,
                            size(moved + skippedBytes),
                            size(2 * bytes),
                            size(rate),
                            rate == 0 ? "" : ", about " + time(left / rate) + " left");
        });
    }

    private static String size(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    private static String time(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        if (left.toHours() > 0) {
            return left.toHours() + "h " + left.toMinutesPart() + "m";
        }
        return left.toMinutes() > 0 ? left.toMinutes() + "m " + left.toSecondsPart() + "s" : seconds + "s";
    }

    /** The last line of the report. */
    synchronized String totals() {
        return "%s: %d versions copied, %d were there already, %d compared, %s moved; %d problems"
                .formatted(
                        problems == 0 ? "good" : "incomplete",
                        copiedVersions,
                        skippedVersions,
                        comparedVersions,
                        size(moved),
                        problems);
    }
}
