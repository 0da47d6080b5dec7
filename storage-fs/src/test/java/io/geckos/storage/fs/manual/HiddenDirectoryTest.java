package io.geckos.storage.fs.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.object.ListEntry;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not entered is not listed, and all else is. */
class HiddenDirectoryTest {
    private boolean hidden;

    /** A file system mounted in the bucket, or a link that took the place of a directory just listed. */
    @ParameterizedTest
    @EnumSource(names = {"EXDEV", "ELOOP"})
    void aDirectoryThatIsNotEnteredHidesNothingElse(Errno why) throws FileFault {
        FileOps files = new ForwardingFileOps(new MemoryFileOps(new DiskImage())) {
            @Override
            public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
                if (hidden && path.endsWith("mounted")) {
                    throw new FileFault(why, "open", path);
                }
                return super.openDir(base, path);
            }
        };
        try (Storage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient client = new StorageClient(storage);
            assertEquals(
                    StorageCall.DONE,
                    StorageCall.createBucket(StorageCall.BUCKET.value()).run(client));
            for (String key : List.of("a", "mounted/b", "z")) {
                assertEquals(StorageCall.DONE, StorageCall.put(key, "1").run(client));
            }
            hidden = true;
            for (Optional<String> delimiter : List.of(Optional.<String>empty(), Optional.of("/"))) {
                ListQuery query = new ListQuery("", delimiter, ListStart.START, 10);
                assertEquals(
                        List.of("a", "z"),
                        storage.objects().list(StorageCall.BUCKET, query).items().stream()
                                .map(entry -> ((ListEntry.Found) entry)
                                        .summary()
                                        .id()
                                        .key()
                                        .value())
                                .toList());
            }
        }
    }
}
