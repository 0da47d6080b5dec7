package io.geckos.storage.fs.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.KeyLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever lists again what was listed is told what is so now, and nothing is read for it that has not changed. */
class RepeatedListingTest {
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    /** What a listing says, which is what asking for each object does, twice. */
    private List<ObjectSummary> list() {
        List<ObjectSummary> first = bucket.list();
        List<ObjectSummary> second = bucket.list();
        assertEquals(first, second);
        assertEquals(bucket.objects().stream().map(ObjectInfo::summary).toList(), first);
        return first;
    }

    @Test
    void everyKindOfObjectIsListedAsItIs() throws IOException {
        bucket.fill();
        assertEquals(8, list().size());
    }

    @Test
    void whatIsReplacedOrSaidAnewShows() {
        bucket.put("a", "1");
        ObjectSummary before = list().getFirst();
        bucket.put("a", "2");
        ObjectSummary replaced = list().getFirst();
        assertTrue(!replaced.etag().equals(before.etag()));
        bucket.storage().objects().retag(BucketFixture.id("a"), Version.LATEST, Map.of("k", "v"));
        assertEquals(replaced, list().getFirst());
        bucket.delete("a");
        assertEquals(List.of(), list());
        bucket.put("a", "1");
        assertEquals(before.etag(), list().getFirst().etag());
    }

    @Test
    void whatIsEditedByHandShows() throws IOException {
        String etag = bucket.put("a", "1").etag().value();
        String said = "f".repeat(32);
        list();
        Path sidecar = bucket.path("a" + KeyLayout.SIDECAR);
        String text = Files.readString(sidecar, UTF_8);
        Files.writeString(sidecar, text.replace(etag, said), UTF_8);
        assertEquals(said, list().getFirst().etag().value());
        Path other = bucket.path("other");
        Files.writeString(other, text, UTF_8);
        Files.move(other, sidecar, StandardCopyOption.ATOMIC_MOVE);
        assertEquals(etag, list().getFirst().etag().value());
        bucket.write("a", "2");
        assertTrue(!list().getFirst().etag().isMd5());
        Files.delete(sidecar);
        assertTrue(!list().getFirst().etag().isMd5());
    }

    @Test
    void nothingIsOpenedThatHasNotChanged() throws FileFault {
        for (int i = 0; i < 20; i++) {
            bucket.put("dir/" + i, "content " + i);
        }
        bucket.putInParts("parts", "in ", "parts");
        List<ObjectSummary> all = bucket.list();
        bucket.stop();
        AtomicInteger opened = new AtomicInteger();
        FileOps files = new ForwardingFileOps(new NioFileOps(bucket.data(), new FileModes(0666, 0777))) {
            @Override
            public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
                opened.incrementAndGet();
                return super.open(dir, name);
            }
        };
        DirectoryIndex index = new DirectoryIndex(files, DirectoryIndex.Limits.DEFAULT, DirectoryWatcher.NONE);
        try (DataDirectory volume = new DataDirectory(files, Durability.RELAXED, 0, index);
                ListingCache summaries = new ListingCache(1 << 20)) {
            ObjectLookup lookup = new ObjectLookup(volume.files(), new KeyLocks<>()).keeping(summaries);
            ObjectLister listing = new ObjectLister(volume, lookup, new AdoptionQueue());
            assertEquals(all, summaries(listing));
            opened.set(0);
            assertEquals(all, summaries(listing));
            assertEquals(0, opened.get());
        }
        bucket.start();
    }

    private static List<ObjectSummary> summaries(ObjectLister listing) throws FileFault {
        ListPage<ListEntry> page =
                listing.page(BucketFixture.NAME, new ListQuery("", Optional.empty(), ListStart.START, 100));
        return page.items().stream()
                .map(entry -> ((ListEntry.Found) entry).summary())
                .toList();
    }
}
