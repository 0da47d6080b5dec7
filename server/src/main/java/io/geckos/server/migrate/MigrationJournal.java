package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The document in the target that says which of its buckets a migration has made, whether they are finished, and which
 * documents it has copied. Every change is durable at once.
 */
final class MigrationJournal {
    static final DocumentName NAME = new DocumentName("migration");

    private static final String BUCKETS = "buckets";
    private static final String CREATED = "created";
    private static final String FINISHED = "finished";
    private static final String SOURCE = "source";
    private static final String DOCUMENTS = "documents";

    private final DocumentStore documents;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, List<String>> copied = new TreeMap<>();
    private Optional<String> revision;

    /**
     * What is known of a bucket.
     *
     * @param created when the bucket was created in the source, which tells it from others of its name
     * @param source what the source had when the run began, by {@link SourceSurvey}
     */
    record Entry(Instant created, boolean finished, String source) {}

    /**
     * Reads the document.
     *
     * @throws StorageException.Unavailable if it cannot be understood
     */
    MigrationJournal(DocumentStore documents) {
        this.documents = documents;
        Optional<DocumentStore.Document> document = documents.read(NAME);
        this.revision = document.map(DocumentStore.Document::revision);
        document.ifPresent(it -> parse(it.text()));
    }

    private void parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject all = reader.readObject();
            JsonObject texts = all.getJsonObject(DOCUMENTS);
            texts.forEach((name, digests) -> copied.put(
                    name,
                    digests.asJsonArray().getValuesAs(JsonString.class).stream()
                            .map(JsonString::getString)
                            .toList()));
            JsonObject buckets = all.getJsonObject(BUCKETS);
            for (String name : buckets.keySet()) {
                JsonObject entry = buckets.getJsonObject(name);
                entries.put(
                        name,
                        new Entry(
                                Instant.parse(entry.getString(CREATED)),
                                entry.getBoolean(FINISHED),
                                entry.getString(SOURCE)));
            }
        } catch (JsonException | ClassCastException | NullPointerException | DateTimeException e) {
            throw new StorageException.Unavailable(
                    "the document " + NAME + " in the target cannot be understood, so nobody knows what it has of an"
                            + " earlier migration",
                    e);
        }
    }

    /** What is known of a bucket; empty if no migration has begun to make it. */
    Optional<Entry> find(BucketName bucket) {
        return Optional.ofNullable(entries.get(bucket.value()));
    }

    /** Writes down that a migration begins to make a bucket. */
    void begin(Bucket bucket, String source) {
        put(bucket, new Entry(bucket.created(), false, source));
    }

    /** Writes down that a bucket is there as a whole. */
    void finish(Bucket bucket, String source) {
        put(bucket, new Entry(bucket.created(), true, source));
    }

    /**
     * The digests of the text that a migration was about to copy into a document, and of the one that it had copied before: a
     * crash may have left either. The latest is the first; empty if it has copied none.
     */
    List<String> find(DocumentName document) {
        return copied.getOrDefault(document.value(), List.of());
    }

    /**
     * Writes down that a migration is about to copy a text with this digest into a document, in which is the one with
     * {@code before}.
     */
    void copy(DocumentName document, String digest, Optional<String> before) {
        copied.put(
                document.value(),
                Stream.concat(Stream.of(digest), before.stream()).toList());
        write();
    }

    private void put(Bucket bucket, Entry entry) {
        entries.put(bucket.name().value(), entry);
        write();
    }

    private void write() {
        if (!documents.write(NAME, revision, text())) {
            throw new StorageException.Unavailable("another migration runs into the same target");
        }
        revision = documents.read(NAME).map(DocumentStore.Document::revision);
    }

    private String text() {
        JsonObjectBuilder buckets = Json.createObjectBuilder();
        entries.forEach((name, entry) -> buckets.add(
                name,
                Json.createObjectBuilder()
                        .add(CREATED, entry.created().toString())
                        .add(FINISHED, entry.finished())
                        .add(SOURCE, entry.source())));
        JsonObjectBuilder texts = Json.createObjectBuilder();
        copied.forEach((name, digests) -> texts.add(name, Json.createArrayBuilder(digests)));
        return Json.createObjectBuilder()
                .add(BUCKETS, buckets)
                .add(DOCUMENTS, texts)
                .build()
                .toString();
    }
}
