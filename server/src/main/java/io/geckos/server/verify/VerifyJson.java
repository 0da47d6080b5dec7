package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyFinding;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintWriter;
import java.util.Locale;

/** The report as one JSON document. Each finding is written at once. */
final class VerifyJson implements VerifyReport {
    private final PrintWriter out;
    private final JsonGenerator json;
    private final VerifyTotals totals = new VerifyTotals();

    VerifyJson(PrintWriter out) {
        this.out = out;
        json = Json.createGenerator(out);
        json.writeStartObject().writeStartArray("findings");
    }

    @Override
    public void expect(long objects, long bytes) {
        // No progress, because a program that reads JSON waits for the end.
    }

    @Override
    public void read(long bytes) {
        totals.read(bytes);
    }

    @Override
    public void done() {
        totals.done();
    }

    @Override
    public void found(VerifyFinding finding) {
        totals.add(finding);
        json.writeStartObject()
                .write("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .write("damage", finding.kind().isDamage())
                .write("where", finding.where())
                .write("what", finding.what())
                .write("quarantined", finding.isQuarantined());
        finding.quarantine().ifPresent(path -> json.write("quarantine", path));
        json.writeEnd();
    }

    @Override
    public VerifyTotals totals() {
        return totals;
    }

    @Override
    public void finish() {
        json.writeEnd()
                .write("objects", totals.objects())
                .write("bytes", totals.bytes())
                .write("damaged", totals.damaged())
                .write("quarantined", totals.quarantined())
                .write("notes", totals.notes())
                .write("result", totals.result())
                .writeEnd()
                .flush();
        out.println();
    }

    @Override
    public void close() {
        // An unfinished document stays incomplete, so that no program mistakes it for a complete one.
        out.flush();
    }
}
