package io.geckos.storage.fs.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ListEntry;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.ObjectLister;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.KeyLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an index knows, it answers what reading the directories would. */
class DirectoryIndexTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final FileModes MODES = new FileModes(0666, 0777);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final String LONG = "l".repeat(239);

    /** Names that users or the engine may create, besides parts of them. */
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "a.b",
            "a!",
            "ab",
            "^=a",
            "^=",
            "^^",
            "^^..",
            "^=^^x",
            "^=b^0c",
            "^+a",
            "^+" + LONG,
            "^=" + LONG,
            LONG,
            LONG + "a",
            LONG + "b",
            ".metadata.json",
            "a.metadata.json",
            "b.metadata.json",
            "^=a.metadata.json",
            "^=x.metadata.jso^n",
            "x.metadata.json",
            "é",
            "\uffff",
            "😀",
            ".geckos3-tmp",
            "a-",
            "0");

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final FileOps plain = new NioFileOps(dirs.next(), MODES);
    private List<String> names = new ArrayList<>(NAMES);
    private final DirectoryIndex none = index(0, 0);
    private final DirectoryIndex watching = index(1 << 20, 0);
    private final DirectoryIndex usual = index(1 << 20, DirectoryIndex.Limits.SMALL);
    private final DirectoryIndex tiny = index(4_000, 0);
    private final IdentityHashMap<DirectoryIndex, DataDirectory> volumes = new IdentityHashMap<>();
    private final FileOps files =
            new IndexingFileOps(new IndexingFileOps(new IndexingFileOps(plain, watching), usual), tiny);

    private DirectoryIndex index(long memory, int small) {
        return new DirectoryIndex(plain, new DirectoryIndex.Limits(memory, small, NEVER), DirectoryWatcher.NONE);
    }

    @BeforeEach
    void makeBucket() throws FileFault {
        files.mkdir(files.root(), BUCKET.value());
    }

    @AfterEach
    void removeData() {
        volumes.values().forEach(DataDirectory::close);
        dirs.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void allAnswerTheSame(long seed) throws FileFault {
        Random random = new Random(seed);
        // Few of them, so that they meet; and pieces of long names always, as they are rarely written.
        Collections.shuffle(names, random);
        names = new ArrayList<>(names.subList(0, 8));
        names.addAll(List.of("^+" + LONG, LONG + "a"));
        for (int i = 0; i < 250; i++) {
            change(random);
            if (i % 8 == 0) {
                compare(random);
            }
        }
    }

    @Test
    void forgetsWhatWasUsedLongestAgoAndKeepsToItsMemory() throws FileFault {
        try (BucketDirectoryHandles opened = new BucketDirectoryHandles(files, BUCKET)) {
            for (int i = 0; i < 40; i++) {
                files.mkdir(opened.requireBucket(), "d" + i);
                create(opened, "d" + i, "file");
            }
        }
        assertEquals(40, all(tiny, "", Optional.empty(), 7).size());
        assertTrue(tiny.bytes() <= 4_000, tiny.bytes() + " bytes");
        assertEquals(40, all(tiny, "", Optional.of("/"), 7).size());
    }

    @Test
    void aDirectoryThatIsTooLargeIsReadAllTheSame() throws FileFault {
        try (BucketDirectoryHandles opened = new BucketDirectoryHandles(files, BUCKET)) {
            for (int i = 0; i < 40_000; i++) {
                create(opened, "", "%05x".formatted(i * 7919 % 65536));
            }
        }
        List<String> expected = all(usual, "", Optional.empty(), 5_000);
        assertEquals(40_000, expected.size());
        assertEquals(expected, all(tiny, "", Optional.empty(), 5_000));
        assertTrue(tiny.bytes() <= 4_000, tiny.bytes() + " bytes");
    }

    @Test
    void anEmptyDirectoryIsNoCommonPrefix() throws FileFault {
        try (BucketDirectoryHandles opened = new BucketDirectoryHandles(files, BUCKET)) {
            files.mkdir(opened.requireBucket(), "d");
            files.mkdir(opened.requireBucket(), "e");
            for (int i = 0; i < 3; i++) {
                create(opened, "e", "file");
                assertEquals(List.of("e/"), all(watching, "", Optional.of("/"), 5));
                assertEquals(List.of("e/"), all(usual, "", Optional.of("/"), 5));
                files.unlink(Objects.requireNonNull(opened.moveTo("e")), "file");
                assertEquals(List.of(), all(watching, "", Optional.of("/"), 5));
                assertEquals(List.of(), all(usual, "", Optional.of("/"), 5));
            }
        }
    }

    /** Makes, moves or removes something, as writers and hands would. */
    private void change(Random random) throws FileFault {
        try (BucketDirectoryHandles opened = new BucketDirectoryHandles(files, BUCKET)) {
            DirectoryHandle dir = opened.requireBucket();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                DirectoryHandle below = files.openDir(dir, name(random));
                dir = below == null ? dir : below;
            }
            String name = name(random);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> files.create(dir, name, FileAccess.OWNER).close();
                case 3, 4 -> files.mkdir(dir, name);
                case 5 -> files.unlink(dir, name);
                case 6 -> files.rmdir(dir, name);
                default -> files.rename(dir, name, dir, name(random));
            }
        } catch (FileFault _) {
            // It was not possible, and so changed nothing.
        }
    }

    private String name(Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private void compare(Random random) throws FileFault {
        String prefix = random.nextBoolean() ? "" : text(random);
        Optional<String> delimiter = switch (random.nextInt(4)) {
            case 0 -> Optional.of("/");
            case 1 -> Optional.of(random.nextBoolean() ? "a" : "l/");
            default -> Optional.empty();
        };
        int limit = 1 + random.nextInt(40);
        List<String> expected = all(none, prefix, delimiter, limit);
        String asked = "prefix " + prefix + ", delimiter " + delimiter;
        assertEquals(expected, all(watching, prefix, delimiter, limit), asked);
        assertEquals(expected, all(usual, prefix, delimiter, limit), asked);
        assertEquals(expected, all(tiny, prefix, delimiter, limit), asked);
        ListQuery query = new ListQuery(prefix, delimiter, new ListStart.After(text(random)), limit);
        assertEquals(names(page(none, query)), names(page(watching, query)), query.toString());
    }

    /** The beginning of some key. */
    private String text(Random random) {
        String text = (name(random) + "/" + name(random) + "/").replace("^", random.nextBoolean() ? "" : "^");
        int length = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, length - random.nextInt(Math.min(length, 5))));
    }

    private List<String> all(DirectoryIndex index, String prefix, Optional<String> delimiter, int limit)
            throws FileFault {
        List<String> all = new ArrayList<>();
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<ListEntry> page = page(index, new ListQuery(prefix, delimiter, from.get(), limit));
            all.addAll(names(page));
            from = page.next().map(ListStart.Cursor::new);
        }
        return all;
    }

    private ListPage<ListEntry> page(DirectoryIndex index, ListQuery query) throws FileFault {
        ObjectLookup lookup = new ObjectLookup(plain, new KeyLocks<ObjectId>());
        return new ObjectLister(volume(index), lookup, new AdoptionQueue()).page(BUCKET, query);
    }

    private DataDirectory volume(DirectoryIndex index) throws FileFault {
        DataDirectory volume = volumes.get(index);
        if (volume == null) {
            volume = new DataDirectory(plain, Durability.RELAXED, 0, index);
            volumes.put(index, volume);
        }
        return volume;
    }

    private static List<String> names(ListPage<ListEntry> page) {
        return page.items().stream()
                .map(entry -> switch (entry) {
                    case ListEntry.Found(var summary) -> summary.id().key().value();
                    case ListEntry.CommonPrefix(var prefix) -> prefix;
                })
                .toList();
    }

    private void create(BucketDirectoryHandles opened, String directory, String name) throws FileFault {
        DirectoryHandle dir = opened.moveTo(directory);
        if (dir != null) {
            files.create(dir, name, FileAccess.OWNER).close();
        }
    }
}
