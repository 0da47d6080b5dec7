package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyFinding;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The report as text: a line for each finding, and one for the totals. On a terminal also a progress bar on standard
 * error.
 */
final class VerifyText implements VerifyReport {
    private final PrintWriter out;
    private final boolean progress;
    private final VerifyTotals totals = new VerifyTotals();
    private @Nullable ProgressBar bar;

    VerifyText(PrintWriter out, boolean progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public void expect(long objects, long bytes) {
        if (progress) {
            bar = new ProgressBar(System.err, System::nanoTime, bytes);
        }
    }

    @Override
    public void read(long bytes) {
        totals.read(bytes);
        if (bar != null) {
            bar.step(bytes);
        }
    }

    @Override
    public void done() {
        totals.done();
    }

    @Override
    public void found(VerifyFinding finding) {
        totals.add(finding);
        if (bar != null) {
            bar.clear();
        }
        out.println("%-14s %s %s%s"
                .formatted(
                        finding.kind().name().toLowerCase(Locale.ROOT),
                        printable(finding.where()),
                        printable(finding.what()),
                        finding.quarantine()
                                .map(path -> " (now " + printable(path) + ")")
                                .orElse("")));
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

    @Override
    public VerifyTotals totals() {
        return totals;
    }

    @Override
    public void finish() {
        close();
        out.println("%s: %d objects, %d bytes read; %d damaged, %d now in quarantine, %d notes"
                .formatted(
                        totals.result(),
                        totals.objects(),
                        totals.bytes(),
                        totals.damaged(),
                        totals.quarantined(),
                        totals.notes()));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
