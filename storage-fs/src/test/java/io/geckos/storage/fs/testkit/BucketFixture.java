package io.geckos.storage.fs.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A data directory with one bucket, seen from both sides: through the engine, and as a person sees it. */
public final class BucketFixture implements AutoCloseable {
    public static final BucketName NAME = new BucketName("hands");
    public static final ObjectSpec SPEC = new ObjectSpec(
            Map.of("content-type", "text/x-test", "x-other", "kept"), Map.of("color", "red"), Map.of("tag", "1"));

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Map<String, String> settings = new HashMap<>();
    private Path data = dirs.next();
    private Storage storage;

    /** With settings besides the usual: key, value, key, value. */
    public BucketFixture(String... more) {
        settings.put("durability", "relaxed");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        start();
        TestBucket.create(storage.buckets(), NAME);
    }

    public void start() {
        settings.put("data-dir", data.toString());
        storage = new FsStorageProvider().open(settings);
    }

    /** Starts on another data directory. */
    public void start(Path other) {
        data = other;
        start();
    }

    public void stop() {
        storage.close();
    }

    public Storage storage() {
        return storage;
    }

    public Map<String, String> settings() {
        return settings;
    }

    public Path data() {
        return data;
    }

    /** An empty directory beside the data directory. */
    public Path elsewhere() {
        return dirs.next();
    }

    public Path path(String name) {
        return data.resolve("hands").resolve(name);
    }

    /** Puts a file by hand, as long ago as a settled one. */
    public Path write(String name, String content) throws IOException {
        Path file = writeNow(name, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        return file;
    }

    public Path writeNow(String name, String content) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(UTF_8));
    }

    public ObjectInfo put(String key, String content) {
        return storage.objects().put(id(key), SPEC, Uploads.of(content), WriteCondition.ALWAYS);
    }

    public ObjectInfo putInParts(String key, String... contents) {
        UploadInfo upload = storage.uploads().begin(id(key), SPEC, Optional.empty());
        List<PartReference> refs = new ArrayList<>();
        for (String content : contents) {
            ObjectPart part = storage.uploads().putPart(upload.id(), refs.size() + 1, Uploads.of(content));
            refs.add(new PartReference(part.number(), part.etag(), List.of()));
        }
        UploadCompletion completion =
                new UploadCompletion(refs, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
        return storage.uploads().complete(upload.id(), completion);
    }

    /** Makes one object of every kind that stands in a way of its own on the disk: eight. */
    public void fill() throws IOException {
        put("plain", "1");
        put("dir/file", "two");
        put("dir", "gave way");
        put("empty", "");
        put("folder/", "");
        put("a//b", "escaped");
        putInParts("dir/parts", "in ", "parts");
        write("by hand", "adopted");
    }

    public ObjectInfo stat(String key) {
        return storage.objects().stat(id(key), Version.LATEST);
    }

    public ETag etag(String key) {
        return stat(key).etag();
    }

    public String get(String key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredObject object = storage.objects().open(id(key), Version.LATEST)) {
            object.transferTo(ByteSpan.whole(object.info().size()), Channels.newChannel(bytes));
        }
        return bytes.toString(UTF_8);
    }

    public void delete(String key) {
        storage.objects()
                .delete(
                        NAME,
                        List.of(new io.geckos.domain.object.DeleteTarget(
                                id(key).key(), Version.LATEST, WriteCondition.ALWAYS)));
    }

    /** All there is to say of each object that is listed. */
    public List<ObjectInfo> objects() {
        return list().stream()
                .map(listed -> storage.objects().stat(listed.id(), Version.LATEST))
                .toList();
    }

    public List<ObjectSummary> list() {
        return storage
                .objects()
                .list(NAME, new ListQuery("", Optional.empty(), ListStart.START, 100_000))
                .items()
                .stream()
                .map(entry -> ((ListEntry.Found) entry).summary())
                .toList();
    }

    public List<String> keys() {
        return list().stream().map(summary -> summary.id().key().value()).toList();
    }

    public List<String> staged() {
        return DirectoryContents.staged(data);
    }

    public static ObjectId id(String key) {
        return ObjectId.of("hands", key);
    }

    @Override
    public void close() {
        storage.close();
        dirs.close();
    }
}
