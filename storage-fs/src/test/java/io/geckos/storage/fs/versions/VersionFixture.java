package io.geckos.storage.fs.versions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A bucket that keeps versions, seen from both sides. */
final class VersionFixture implements AutoCloseable {
    final BucketFixture bucket = new BucketFixture();

    VersionFixture() {
        set(VersioningStatus.ENABLED);
    }

    void set(VersioningStatus versioning) {
        bucket.storage().buckets().setVersioning(BucketFixture.NAME, versioning);
    }

    Version.Named put(String key, String content) {
        return bucket.put(key, content).version().orElseThrow();
    }

    String get(String key, Version version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredObject object = bucket.storage().objects().open(BucketFixture.id(key), version)) {
            object.transferTo(ByteSpan.whole(object.info().size()), Channels.newChannel(bytes));
        }
        return bytes.toString(UTF_8);
    }

    DeleteOutcome.Deleted delete(String key, Version version) {
        return (DeleteOutcome.Deleted) deleteAll(key, version).getFirst();
    }

    List<DeleteOutcome> deleteAll(String key, Version... versions) {
        List<DeleteTarget> targets = Arrays.stream(versions)
                .map(version -> new DeleteTarget(BucketFixture.id(key).key(), version, WriteCondition.ALWAYS))
                .toList();
        return bucket.storage().objects().delete(BucketFixture.NAME, targets);
    }

    /** Makes a delete marker. */
    Version.Named hide(String key) {
        return delete(key, Version.LATEST).version().orElseThrow();
    }

    ListPage<VersionEntry> page(String prefix, String delimiter, ListStart from, int limit) {
        Optional<String> by = delimiter.isEmpty() ? Optional.empty() : Optional.of(delimiter);
        return bucket.storage().objects().listVersions(BucketFixture.NAME, new ListQuery(prefix, by, from, limit));
    }

    /** All versions, read in pages of a size, each in a line: key, content or marker, and whether it is the latest. */
    List<String> history(int limit) throws IOException {
        List<String> lines = new ArrayList<>();
        ListStart from = ListStart.START;
        while (true) {
            ListPage<VersionEntry> page = page("", "", from, limit);
            for (VersionEntry entry : page.items()) {
                lines.add(line(entry));
            }
            if (page.next().isEmpty()) {
                return lines;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private String line(VersionEntry entry) throws IOException {
        return switch (entry) {
            case VersionEntry.Stored(var version, var summary, var latest) -> {
                String key = summary.id().key().value();
                yield key + " " + get(key, version) + (version.equals(Version.NULL) ? " null" : "")
                        + (latest ? " latest" : "");
            }
            case VersionEntry.DeleteMarker(var id, var version, var latest, var _) ->
                id.key() + " -" + (version.equals(Version.NULL) ? " null" : "") + (latest ? " latest" : "");
            case VersionEntry.CommonPrefix(var prefix) -> prefix;
        };
    }

    /** The names of what is kept of all keys. */
    List<String> kept() throws IOException {
        Path versions = bucket.data().resolve(".geckos3/buckets/hands/versions");
        if (!Files.exists(versions)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(versions)) {
            return all.filter(path -> !path.equals(versions))
                    .map(path -> versions.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    Path directory(String key) {
        return bucket.data().resolve(".geckos3/buckets/hands/versions").resolve("^=" + key);
    }

    /** The refusal of a call. */
    static Class<?> refusal(org.junit.jupiter.api.function.Executable call) {
        return org.junit.jupiter.api.Assertions.assertThrows(StorageException.class, call)
                .getClass();
    }

    @Override
    public void close() {
        bucket.close();
    }
}
