package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyFinding;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintWriter;
import java.util.Locale;

/** One document of JSON, written as the findings come. */
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
        // Who reads this waits for the end.
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
        // A document that was not finished stays so, and cannot be mistaken for one that was.
        out.flush();
    }
}
