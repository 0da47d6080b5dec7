package io.geckos.it.console;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What a server that has run for months keeps of what was stored. */
final class StoredHistory {
    private static final int DOCUMENTS = 32;
    private static final int HOURS = 48;
    private static final int DAYS = 200;

    private StoredHistory() {}

    /** Writes the documents of a data directory, in which each of the subjects has grown. */
    static void write(Path dataDir, String... subjects) throws IOException {
        Map<Integer, JsonObjectBuilder> documents = new TreeMap<>();
        for (String subject : subjects) {
            documents
                    .computeIfAbsent(Math.floorMod(subject.hashCode(), DOCUMENTS), _ -> Json.createObjectBuilder())
                    .add(
                            subject,
                            Json.createObjectBuilder()
                                    .add("hours", runs(Duration.ofHours(1), HOURS, 3))
                                    .add("days", runs(Duration.ofDays(1), DAYS, 70)));
        }
        Path folder = Files.createDirectories(dataDir.resolve(".geckos3/documents"));
        for (Map.Entry<Integer, JsonObjectBuilder> document : documents.entrySet()) {
            Files.writeString(
                    folder.resolve("usage-%02d.json".formatted(document.getKey())),
                    Json.createObjectBuilder()
                            .add("format", 1)
                            .add("series", document.getValue())
                            .build()
                            .toString());
        }
    }

    /** Samples of each interval up to now but for one hole, as long as a server was off. */
    private static JsonArray runs(Duration length, int count, long growth) {
        long now = Instant.now().getEpochSecond() / length.toSeconds();
        JsonArrayBuilder runs = Json.createArrayBuilder();
        for (int i = 0; i < count; i++) {
            if (i < count / 2 || i > count / 2 + 3) {
                long objects = 20_000 - growth * (count - i) + i % 7 * growth;
                runs.add(Json.createArrayBuilder()
                        .add(now - count + 1 + i)
                        .add(1)
                        .add(objects)
                        .add(objects * 70_000)
                        .add(objects / 4)
                        .add(objects * 12_000)
                        .add(0)
                        .add(0)
                        .add(0));
            }
        }
        return runs.build();
    }
}
