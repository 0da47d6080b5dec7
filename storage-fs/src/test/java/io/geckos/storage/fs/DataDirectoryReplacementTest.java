package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.testkit.data.TestBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The data directory goes away under the engine, and comes back. */
class DataDirectoryReplacementTest {
    private final BucketFixture bucket = new BucketFixture();
    private final Path aside = bucket.elsewhere().resolve("aside");

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void whileItIsGoneNothingIsWrittenAndAfterwardsEverythingGoesOn() throws IOException {
        bucket.put("a", "1");
        Files.move(bucket.data(), aside);
        assertUnavailable();
        Files.move(aside, bucket.data());
        bucket.storage().check();
        bucket.put("a", "2");
        assertEquals("2", bucket.get("a"));
    }

    @Test
    void whatIsDeletedWithTheWholeDirectoryIsNotSaidNeverToHaveBeen() throws IOException {
        bucket.put("a", "1");
        try (Stream<Path> all = Files.walk(bucket.data())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertUnavailable();
        assertThrows(StorageException.Unavailable.class, () -> bucket.stat("a"));
        assertThrows(StorageException.Unavailable.class, bucket::keys);
        assertThrows(
                StorageException.Unavailable.class,
                () -> bucket.storage().buckets().list(new ListQuery("", Optional.empty(), ListStart.START, 10)));
        Files.createDirectory(bucket.data());
    }

    @Test
    void anEmptyDirectoryInItsPlaceIsADiskThatIsNotMounted() throws IOException {
        Files.move(bucket.data(), aside);
        Files.createDirectory(bucket.data());
        assertUnavailable();
        assertEquals(List.of(), DirectoryContents.names(bucket.data()));
    }

    @Test
    void aDataDirectoryInItsPlaceIsServedAndLockedAndTheFormerIsFree() throws IOException {
        bucket.put("a", "former");
        try (BucketFixture other = new BucketFixture()) {
            other.put("a", "other");
            other.put("b/c", "other");
            other.stop();
            Files.move(bucket.data(), aside);
            Files.move(other.data(), bucket.data());
            bucket.storage().check();
            assertEquals("other", bucket.get("a"));
            assertEquals(List.of("a", "b/c"), bucket.keys());
            bucket.put("b/d", "new");
            assertTrue(Files.exists(bucket.path("b/d")));
            assertThrows(StorageException.Unavailable.class, () -> new FsStorageProvider().open(bucket.settings()));
            Map<String, String> former = new HashMap<>(bucket.settings());
            former.put("data-dir", aside.toString());
            new FsStorageProvider().open(former).close();
            Files.createDirectory(other.data());
            other.start();
        }
    }

    @Test
    void aDirectoryAnotherServerHasIsLeftToIt() throws IOException {
        try (BucketFixture other = new BucketFixture()) {
            Files.move(bucket.data(), aside);
            Files.move(other.data(), bucket.data());
            String message = assertThrows(StorageException.Unavailable.class, () -> bucket.put("a", "1"))
                    .getMessage();
            assertTrue(message.contains("process " + ProcessHandle.current().pid() + " on "), message);
            Files.move(bucket.data(), other.data());
            Files.move(aside, bucket.data());
        }
    }

    @Test
    void internalDirectoriesRemovedByHandAreMadeAgain() throws IOException {
        bucket.put("a", "1");
        Files.delete(bucket.data().resolve(".geckos3/staging"));
        bucket.put("a", "2");
        assertEquals("2", bucket.get("a"));
    }

    private void assertUnavailable() {
        assertThrows(StorageException.Unavailable.class, () -> bucket.storage().check());
        assertThrows(StorageException.Unavailable.class, () -> bucket.put("b", "1"));
        assertThrows(
                StorageException.Unavailable.class,
                () -> TestBucket.create(bucket.storage().buckets(), new BucketName("new")));
        assertThrows(
                StorageException.Unavailable.class,
                () -> bucket.storage().uploads().begin(BucketFixture.id("b"), BucketFixture.SPEC, Optional.empty()));
    }
}
