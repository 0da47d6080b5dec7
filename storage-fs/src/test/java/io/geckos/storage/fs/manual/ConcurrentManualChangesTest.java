package io.geckos.storage.fs.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hands and requests at the same time: files are there or not, whole, and under a tag of their own; nothing else fails. */
class ConcurrentManualChangesTest {
    private static final List<String> NAMES = List.of("a", "b", "dir/c");
    private static final int CHANGES = 1_500;

    private final BucketFixture bucket = new BucketFixture("leftovers-age", "0s");

    /** No two contents are of one size, so that a tag made of times that move in steps still tells them apart. */
    private final AtomicInteger sizes = new AtomicInteger(1);

    private final Map<ETag, Integer> sizeOfTags = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void replacedMovedAndRemovedFilesAreServedWholeOrNotAtAll() throws Exception {
        Path staging = bucket.elsewhere();
        race(random -> {
            String content = content();
            Path fresh = Files.writeString(staging.resolve("fresh"), content);
            Path file = bucket.path(NAMES.get(random.nextInt(NAMES.size())));
            switch (random.nextInt(4)) {
                case 0 -> Files.deleteIfExists(file);
                case 1 -> bucket.put(NAMES.get(random.nextInt(NAMES.size())), content);
                default -> {
                    Files.createDirectories(file.getParent());
                    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        });
    }

    @Test
    void filesEditedInPlaceBreakOffDownloadsAndNothingElse() throws Exception {
        race(random -> {
            Path file = bucket.path(NAMES.get(random.nextInt(NAMES.size())));
            Files.createDirectories(file.getParent());
            // As an editor, or rsync --inplace: the file grows in steps, and is never whole in between.
            String content = content();
            Files.writeString(file, content.substring(0, content.length() / 2));
            Files.writeString(file, content.substring(content.length() / 2), StandardOpenOption.APPEND);
        });
    }

    private String content() {
        int size = sizes.incrementAndGet();
        return String.valueOf((char) ('a' + size % 26)).repeat(size);
    }

    @FunctionalInterface
    private interface ManualChange {
        void change(Random random) throws IOException;
    }

    private void race(ManualChange hand) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            running.add(threads.submit(whileRunning(this::readAll)));
            running.add(threads.submit(whileRunning(this::readAll)));
            running.add(threads.submit(whileRunning(() -> {
                bucket.keys().forEach(key -> assertTrue(NAMES.contains(key), key));
                ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
            })));
            try {
                Random random = new Random(7);
                for (int i = 0; i < CHANGES; i++) {
                    change(hand, random);
                }
            } finally {
                over.set(true);
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static void change(ManualChange hand, Random random) throws IOException {
        try {
            hand.change(random);
        } catch (NoSuchFileException | FileAlreadyExistsException _) {
            // The engine removed the empty directory just then.
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private Callable<Void> whileRunning(Step step) {
        return () -> {
            while (!over.get()) {
                step.run();
            }
            return null;
        };
    }

    private void readAll() throws IOException {
        for (String name : NAMES) {
            try (StoredObject object = bucket.storage().objects().open(BucketFixture.id(name), Version.LATEST)) {
                read(object);
            } catch (StorageException.NoSuchObject _) {
                // It is not there now.
            }
        }
    }

    private void read(StoredObject object) throws IOException {
        ObjectInfo info = object.info();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            object.transferTo(ByteSpan.whole(info.size()), Channels.newChannel(bytes));
        } catch (StorageException.StorageFailure _) {
            // It was edited in place meanwhile.
            return;
        }
        String content = bytes.toString(UTF_8);
        assertEquals(info.size(), content.length());
        if (!content.isEmpty()) {
            assertEquals(content.substring(0, 1).repeat(content.length()), content);
        }
        assertEquals(sizeOfTags.computeIfAbsent(info.etag(), _ -> content.length()), content.length());
    }
}
