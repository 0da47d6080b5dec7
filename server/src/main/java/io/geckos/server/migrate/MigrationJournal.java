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
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The document in the target that says which of its buckets a migration has made, and whether they are finished. Every
 * change is durable at once.
 */
final class MigrationJournal {
    static final DocumentName NAME = new DocumentName("migration");

    private static final String BUCKETS = "buckets";
    private static final String CREATED = "created";
    private static final String FINISHED = "finished";
    private static final String SOURCE = "source";

    private final DocumentStore documents;
    private final Map<String, Entry> entries = new TreeMap<>();
    private Optional<String> revision;

    /**
     * What is known of a bucket.
     *
     * @param created when the bucket was created in the source, which tells it from others of its name
     * @param source what the source had when the copy began, by {@link SourceDigest}
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
            JsonObject buckets = reader.readObject().getJsonObject(BUCKETS);
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

    private void put(Bucket bucket, Entry entry) {
        entries.put(bucket.name().value(), entry);
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
        return Json.createObjectBuilder().add(BUCKETS, buckets).build().toString();
    }
}
