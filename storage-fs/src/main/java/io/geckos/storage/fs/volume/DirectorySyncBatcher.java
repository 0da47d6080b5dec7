package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entries of directories durable, for all who changed one at the same time with one call: whoever comes while
 * a directory is being synced waits for the next time, together with all others that come until that begins.
 */
final class DirectorySyncBatcher {
    private final FileOps files;
    private final DiskExecutor threads;

    /** By inode: a directory may have been removed and made anew under the same path. */
    private final ConcurrentHashMap<Long, Directory> directories = new ConcurrentHashMap<>();

    DirectorySyncBatcher(FileOps files, DiskExecutor threads) {
        this.files = files;
        this.threads = threads;
    }

    private static final class Directory {
        final ReentrantLock syncing = new ReentrantLock();

        /** Who wait for the next time; its first makes the call. */
        @Nullable
        CompletableFuture<Void> next;

        int users;
    }

    /** Returns once all that was changed in {@code dir} before the call is durable. */
    void sync(DirectoryHandle dir) throws FileFault {
        FileStatus stat = files.stat(dir, ".");
        if (stat == null) {
            now(dir);
            return;
        }
        Directory directory = directories.compute(stat.inode(), (_, known) -> {
            Directory used = known == null ? new Directory() : known;
            used.users++;
            return used;
        });
        try {
            sync(dir, directory);
        } finally {
            directories.compute(stat.inode(), (_, _) -> --directory.users == 0 ? null : directory);
        }
    }

    private void sync(DirectoryHandle dir, Directory directory) throws FileFault {
        Waiter waiter = join(directory);
        if (waiter.first()) {
            lead(dir, directory, waiter.waiting());
        }
        try {
            waiter.waiting().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FileFault fault) {
                throw fault;
            }
            throw e;
        }
    }

    /** One of those who wait for the next time. */
    private record Waiter(CompletableFuture<Void> waiting, boolean first) {}

    private static Waiter join(Directory directory) {
        synchronized (directory) {
            CompletableFuture<Void> next = directory.next;
            if (next != null) {
                return new Waiter(next, false);
            }
            directory.next = new CompletableFuture<>();
            return new Waiter(directory.next, true);
        }
    }

    private void lead(DirectoryHandle dir, Directory directory, CompletableFuture<Void> waiting) {
        directory.syncing.lock();
        try {
            synchronized (directory) {
                // What is changed from here on may come too late for the call.
                directory.next = null;
            }
            now(dir);
            waiting.complete(null);
        } catch (FileFault | RuntimeException | Error e) {
            waiting.completeExceptionally(e);
        } finally {
            directory.syncing.unlock();
        }
    }

    private void now(DirectoryHandle dir) throws FileFault {
        boolean _ = threads.call(() -> {
            files.sync(dir);
            return true;
        });
    }
}
