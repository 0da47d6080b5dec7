package io.geckos.server.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.StorageUsage.Figures;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series of some subjects, as one document keeps them. Its size is bounded: where it would be too large, the buckets with
 * the fewest bytes are left out.
 */
record UsageDocument(Map<String, UsageSeries> series) {
    static final UsageDocument EMPTY = new UsageDocument(Map.of());

    private static final String FORMAT = "format";
    private static final String SERIES = "series";

    UsageDocument {
        series = Map.copyOf(series);
    }

    /** Reads what {@link #text} wrote. Throws {@link IllegalArgumentException} for another text. */
    static UsageDocument parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            if (json.getInt(FORMAT) != 1) {
                throw new IllegalArgumentException("format is " + json.getInt(FORMAT) + "; this version knows 1");
            }
            Map<String, UsageSeries> all = new TreeMap<>();
            json.getJsonObject(SERIES).forEach((name, value) -> all.put(name, UsageSeries.parse(value.asJsonObject())));
            return new UsageDocument(all);
        } catch (JsonException
                | ClassCastException
                | ArithmeticException
                | NullPointerException
                | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a history of usage", e);
        }
    }

    /**
     * With a sample of each subject, unless it has one of this hour. Subjects that are not among them are gone, and so is
     * their history.
     */
    UsageDocument with(Instant time, Map<UsageSubject, Figures> figures) {
        Map<String, UsageSeries> all = new TreeMap<>();
        figures.forEach((subject, amount) -> all.put(
                subject.name(),
                series.getOrDefault(subject.name(), UsageSeries.NONE).with(time, amount)));
        return new UsageDocument(all);
    }

    /**
     * The text of the document in JSON, of which names and numbers need nothing escaped, with at most
     * {@link DocumentStore#MAX_BYTES} bytes.
     *
     * @param figures what is stored now, by which the largest are chosen
     */
    String text(Map<UsageSubject, Figures> figures) {
        StringBuilder text = new StringBuilder("{\"" + FORMAT + "\": 1, \"" + SERIES + "\": {");
        int left = DocumentStore.MAX_BYTES - text.length() - "\n}}\n".length();
        String separator = "\n";
        for (UsageSubject subject : largestFirst(figures)) {
            UsageSeries one = series.get(subject.name());
            String line = one == null ? "" : separator + "\"" + subject.name() + "\": " + one.json();
            int bytes = line.getBytes(UTF_8).length;
            if (one != null && bytes <= left) {
                left -= bytes;
                text.append(line);
                separator = ",\n";
            }
        }
        return text.append("\n}}\n").toString();
    }

    private static List<UsageSubject> largestFirst(Map<UsageSubject, Figures> figures) {
        List<UsageSubject> all = new ArrayList<>(figures.keySet());
        all.sort(Comparator.comparing(UsageSubject::isBucket)
                .thenComparing(
                        Comparator.<UsageSubject>comparingLong(it -> bytes(figures.getOrDefault(it, Figures.NONE)))
                                .reversed())
                .thenComparing(UsageSubject::name));
        return all;
    }

    private static long bytes(Figures figures) {
        return figures.bytes() + figures.noncurrentBytes();
    }
}
