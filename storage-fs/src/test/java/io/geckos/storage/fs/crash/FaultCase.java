package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.FailingFileOps;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A call of which one operation fails, and what must be true of it. */
final class FaultCase {
    private static final String UNAVAILABLE = "Unavailable";

    private final List<StorageCall> before;
    private final StorageCall call;
    private final MemoryFileOps disk;
    private final FailingFileOps files;
    private final StorageClient client;

    FaultCase(List<StorageCall> before, StorageCall call, DiskImage image) throws FileFault {
        this.before = before;
        this.call = call;
        this.disk = new MemoryFileOps(image);
        this.files = new FailingFileOps(disk);
        this.client = new StorageClient(SingleThreadedStorage.on(files, 0));
        before.forEach(done -> done.run(client));
    }

    /** Fails the operation after so many others; tells which, or nothing if the call needs fewer. */
    String fail(int after, Errno errno) throws FileFault {
        int open = disk.open();
        files.fail(after, errno);
        String outcome = call.run(client);
        files.stop();
        if (files.failed().isEmpty()) {
            client.storage().close();
            return files.failed();
        }
        String what = call.name() + ": " + errno + " of " + files.failed() + " is answered " + outcome;
        assertEquals(open, disk.open(), () -> "left open after " + what);
        assertFalse(files.syncedAgain(), () -> "synced again after " + what);
        requireAnswer(outcome, errno, what);
        requireEffect(outcome, what);
        requireStaging(what);
        requireNext(errno, what);
        client.storage().close();
        assertEquals(0, disk.open(), () -> "left open at the end after " + what);
        return files.failed();
    }

    /** What the caller is told: the protocol makes 507, 503 and 500 of these. */
    private void requireAnswer(String outcome, Errno errno, String what) {
        String right = switch (errno) {
            case ENOSPC, EDQUOT -> "OutOfSpace";
            case EMFILE -> "Busy";
            case EROFS -> UNAVAILABLE;
            default -> "StorageFailure";
        };
        Set<String> allowed = files.failedDirectory()
                ? Set.of(UNAVAILABLE)
                : new HashSet<>(List.of(right, StorageCall.DONE, regular()));
        assertTrue(allowed.contains(outcome), () -> what + ", allowed is " + allowed);
    }

    /** How the call ends when nothing fails. */
    private String regular() {
        try (MemoryStorage storage = new MemoryStorage()) {
            StorageClient reference = new StorageClient(storage);
            before.forEach(done -> done.run(reference));
            return call.run(reference);
        }
    }

    private void requireEffect(String outcome, String what) {
        StorageSnapshot seen = StorageSnapshot.of(client.storage(), CrashScenario.KEYS);
        StorageSnapshot old = reference(false);
        StorageSnapshot now = reference(true);
        if (files.failedDirectory()) {
            Set<StorageSnapshot> either = new HashSet<>(List.of(old, now.mergedWith(old), now));
            either.addAll(partly(old, now));
            assertTrue(either.contains(seen), () -> what + " and seen is " + seen);
        } else if (!outcome.equals(StorageCall.DONE)) {
            assertTrue(partly(old, now).contains(seen), () -> what + " and seen is " + seen);
        } else if (!seen.equals(now.mergedWith(old)) || call.remains() == StorageCall.Remains.NEVER) {
            assertEquals(now, seen, what);
        }
    }

    /** What may be seen after a refusal: nothing has changed, but for what was asked for one by one. */
    private Set<StorageSnapshot> partly(StorageSnapshot old, StorageSnapshot now) {
        return call.remains() == StorageCall.Remains.EACH ? now.withAnySubsetOf(old.without(now)) : Set.of(old);
    }

    private StorageSnapshot reference(boolean made) {
        try (MemoryStorage storage = new MemoryStorage()) {
            StorageClient reference = new StorageClient(storage);
            before.forEach(done -> done.run(reference));
            if (made) {
                String _ = call.run(reference);
            }
            return StorageSnapshot.of(storage, CrashScenario.KEYS);
        }
    }

    /** Only what could not be removed because just that failed may be left. */
    private void requireStaging(String what) {
        String staging = InternalPaths.ROOT + "/" + "staging";
        boolean cleared = !files.failedDirectory() && !files.failed().contains(staging);
        if (cleared || files.failed().startsWith("create")) {
            List<String> left = disk.image().paths().stream()
                    .filter(path -> path.startsWith(staging + "/"))
                    .toList();
            assertEquals(List.of(), left, () -> "staged after " + what);
        }
    }

    private void requireNext(Errno errno, String what) throws FileFault {
        StorageCall put = StorageCall.put("next", "next");
        boolean halted = errno == Errno.EIO || files.failedDirectory();
        if (halted) {
            assertEquals(UNAVAILABLE, put.run(client), () -> "after " + what);
        }
        StorageClient again =
                halted ? client.on(SingleThreadedStorage.on(new MemoryFileOps(disk.image()), 1), files) : client;
        String made = StorageCall.createBucket(StorageCall.BUCKET.value()).run(again);
        assertTrue(List.of(StorageCall.DONE, "BucketExists").contains(made), () -> made + " after " + what);
        assertEquals(StorageCall.DONE, put.run(again), () -> "after " + what);
        if (halted) {
            again.storage().close();
        }
    }
}
