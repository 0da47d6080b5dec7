package io.geckos.storage.fs.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.From;
import io.geckos.domain.ListQuery;
import io.geckos.domain.MultipartStore;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.Storage;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import io.geckos.storage.fs.testkit.Image;
import io.geckos.storage.fs.testkit.MemoryFiles;
import io.geckos.storage.fs.testkit.OpenedStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Uploads that begin while those of a bucket are read for the first time. */
class UploadIndexTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Runnable> meanwhile = new ArrayList<>();
    private final FileOps files = new ForwardingFiles(new MemoryFiles(new Image())) {
        @Override
        public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
            if (name.equals(UploadFiles.RECORD) && !meanwhile.isEmpty()) {
                meanwhile.removeFirst().run();
            }
            return super.open(dir, name);
        }
    };

    @Test
    void doNotWaitAndAreListed() throws Exception {
        try (Storage storage = OpenedStorage.on(files, 0)) {
            storage.buckets().create(Call.BUCKET);
            begin(storage.uploads(), "a");
            begin(storage.uploads(), "c");
            Thread other = Thread.ofPlatform().unstarted(() -> begin(storage.uploads(), "b"));
            List<Boolean> waiting = new ArrayList<>();
            meanwhile.add(() -> {
                other.start();
                waiting.add(!ends(other));
            });
            assertEquals(3, list(storage.uploads()));
            assertEquals(List.of(false), waiting);
            other.join();
            assertEquals(3, list(storage.uploads()));
        }
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void begin(MultipartStore uploads, String key) {
        var _ = uploads.begin(Call.id(key), ObjectSpec.EMPTY, Optional.empty());
    }

    private static int list(MultipartStore uploads) {
        ListQuery query = new ListQuery("", Optional.empty(), From.START, 10);
        return uploads.listUploads(Call.BUCKET, query).items().size();
    }
}
