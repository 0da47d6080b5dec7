package io.geckos.storage.fs.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random hands in a bucket: whatever they do, what is served is what is there, a tag that is an MD5 is the MD5 of what is
 * served, a tag never comes to stand for other bytes, and listings agree with reads.
 */
class ManualChangesFuzzTest {
    private static final List<String> NAMES = List.of("a", "b", "dir/c", "dir/d");
    private static final int STEPS = 250;

    private final BucketFixture bucket = new BucketFixture("leftovers-age", "0s");
    private final Map<String, String> bytesOfTags = new HashMap<>();

    /** Each change by hand happens at a time of its own, long ago. */
    private long second = 1_000_000_000;

    @AfterEach
    void close() {
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsServedIsWhatIsThere(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> history = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            history.add(touch(random));
            for (String name : NAMES) {
                check(name, () -> "seed " + seed + ": " + history);
            }
        }
    }

    private String touch(Random random) throws IOException {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Path file = bucket.path(name);
        Path sidecar = bucket.path(name + ".metadata.json");
        String content = "x".repeat(1 + random.nextInt(2)) + random.nextInt(3);
        int action = random.nextInt(13);
        switch (action) {
            case 0, 1 -> bucket.put(name, content);
            case 2 -> bucket.delete(name);
            case 3, 4 -> settle(bucket.writeNow(name, content));
            case 5 -> change(file, it -> settle(Files.writeString(it, "z", StandardOpenOption.WRITE)));
            case 6 -> change(file, it -> settle(Files.write(it, new byte[0])));
            case 7 -> change(file, Files::delete);
            case 8 -> change(file, this::settle);
            case 9 -> change(sidecar, Files::delete);
            case 10 ->
                change(sidecar, it -> Files.writeString(it, "{\"size\":1", StandardOpenOption.TRUNCATE_EXISTING));
            case 11 -> {
                Path target = bucket.path(NAMES.get(random.nextInt(NAMES.size())));
                Files.createDirectories(target.getParent());
                change(file, it -> Files.move(it, target, StandardCopyOption.REPLACE_EXISTING));
            }
            default -> ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
        }
        return action + " " + name + " " + content;
    }

    @FunctionalInterface
    private interface Change {
        void to(Path path) throws IOException;
    }

    private static void change(Path path, Change change) throws IOException {
        if (Files.exists(path)) {
            change.to(path);
        }
    }

    private void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second++)));
    }

    private void check(String name, java.util.function.Supplier<String> history) throws Exception {
        boolean listed = bucket.keys().contains(name);
        Path file = bucket.path(name);
        assertEquals(Files.exists(file), listed, history);
        if (!listed) {
            assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat(name), history);
            return;
        }
        String content = Files.readString(file);
        ObjectInfo info = bucket.stat(name);
        assertEquals(content, bucket.get(name), history);
        assertEquals(content.length(), info.size(), history);
        ETag etag = info.etag();
        if (etag.isMd5()) {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(content.getBytes(UTF_8));
            assertEquals(ETag.ofMd5(md5), etag, history);
        }
        assertEquals(bytesOfTags.computeIfAbsent(name + " " + etag, _ -> content), content, history);
    }
}
