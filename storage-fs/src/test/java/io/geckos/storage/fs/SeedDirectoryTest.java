package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.storage.fs.testkit.BucketFixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A data directory the original geckos3 left, opened as it is, and fit for the original afterwards. */
class SeedDirectoryTest {
    private static final int OBJECTS = 10_000;
    private static final Instant THEN = Instant.parse("2024-01-15T10:30:00Z");

    private final BucketFixture bucket = new BucketFixture();
    private final Path data = bucket.elsewhere();
    private final Map<String, String> sidecars = new HashMap<>();

    @BeforeEach
    void fill() throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        for (int i = 0; i < OBJECTS; i++) {
            Path file = data.resolve("hands").resolve(key(i));
            Files.createDirectories(data.resolve("hands/dir" + i % 100));
            byte[] content = content(i).getBytes(UTF_8);
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(THEN.plusSeconds(i)));
            String sidecar = """
                    {
                      "size": %d,
                      "lastModified": "%s",
                      "etag": "\\"%s\\"",
                      "contentType": "text/x-%d",
                      "customMetadata": {"number": "%d"}
                    }""".formatted(
                    content.length, THEN.plusSeconds(i), HexFormat.of().formatHex(md5.digest(content)), i % 7, i);
            Files.writeString(data.resolve("hands").resolve(key(i) + ".metadata.json"), sidecar);
            sidecars.put(key(i), sidecar);
        }
        Files.createDirectories(data.resolve(".geckos3-multipart/upload"));
        Files.createDirectories(data.resolve("hands/.geckos3-tmp"));
        Files.writeString(data.resolve("hands/.metadata-tmp-1"), "half");
        bucket.stop();
        bucket.start(data);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private static String key(int i) {
        return "dir%d/object %05d.txt".formatted(i % 100, i);
    }

    private static String content(int i) {
        return "content of " + i;
    }

    @Test
    void tenThousandObjectsAreListedReadAndOverwrittenAndTheOriginalStillReadsThem() throws Exception {
        List<ObjectSummary> listed = listInPages();
        assertEquals(OBJECTS, listed.size());
        for (ObjectSummary summary : listed) {
            ObjectInfo info = bucket.stat(summary.id().key().value());
            assertEquals(summary, info.summary());
            JsonObject seed = json(sidecars.getOrDefault(info.id().key().value(), ""));
            assertEquals(seed.getString("etag"), info.etag().quoted());
            assertEquals(Instant.parse(seed.getString("lastModified")), info.lastModified());
            assertEquals(seed.getString("contentType"), info.spec().headers().get("content-type"));
            assertEquals(
                    seed.getJsonObject("customMetadata").getString("number"),
                    info.spec().userMetadata().get("number"));
        }
        for (int i = 0; i < OBJECTS; i += 10) {
            assertEquals(content(i), bucket.get(key(i)));
            bucket.put(key(i), "new " + i);
        }
        ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
        bucket.stop();
        for (int i = 0; i < OBJECTS; i++) {
            Path file = bucket.path(key(i));
            String sidecar = Files.readString(bucket.path(key(i) + ".metadata.json"));
            if (i % 10 == 0) {
                assertFitForTheOriginal(file, json(sidecar));
            } else {
                assertEquals(sidecars.get(key(i)), sidecar);
                assertEquals(content(i), Files.readString(file));
            }
        }
        bucket.start();
    }

    /** It reads these fields, of these types, and compares nothing else. */
    private static void assertFitForTheOriginal(Path file, JsonObject sidecar) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        assertEquals(bytes.length, sidecar.getJsonNumber("size").longValueExact());
        assertEquals('"' + md5 + '"', sidecar.getString("etag"));
        assertEquals("text/x-test", sidecar.getString("contentType"));
        assertEquals("red", sidecar.getJsonObject("customMetadata").getString("color"));
        Instant modified =
                OffsetDateTime.parse(sidecar.getString("lastModified")).toInstant();
        assertTrue(modified.isAfter(THEN), modified::toString);
    }

    private List<ObjectSummary> listInPages() {
        List<ObjectSummary> all = new ArrayList<>();
        ListStart from = ListStart.START;
        while (true) {
            ListPage<ListEntry> page = bucket.storage()
                    .objects()
                    .list(BucketFixture.NAME, new ListQuery("", Optional.empty(), from, 1000));
            page.items().forEach(entry -> all.add(((ListEntry.Found) entry).summary()));
            if (page.next().isEmpty()) {
                return all;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private static JsonObject json(String text) throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
