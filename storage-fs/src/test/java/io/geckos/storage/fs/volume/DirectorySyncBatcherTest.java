package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who change a directory share what makes it durable, and nobody is told so too early. */
class DirectorySyncBatcherTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<Long> begun = new ArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final Phaser started = new Phaser(1);
    private final DiskExecutor threads = new DiskExecutor();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private record Dir(String path) implements DirectoryHandle {
        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Directories whose inode is the length of their path, and whose syncs end when the test lets them. */
    private FileOps files(boolean failing) {
        return (FileOps) Proxy.newProxyInstance(
                FileOps.class.getClassLoader(), new Class<?>[] {FileOps.class}, (_, method, arguments) -> {
                    String path = ((DirectoryHandle) arguments[0]).path();
                    if (method.getName().equals("stat")) {
                        return new FileStatus(FileType.DIRECTORY, path.length(), 0, 0, 0);
                    }
                    synchronized (begun) {
                        begun.add(clock.incrementAndGet());
                    }
                    started.arrive();
                    mayEnd.acquireUninterruptibly();
                    if (failing) {
                        throw new FileFault(Errno.EIO, "sync", path);
                    }
                    return null;
                });
    }

    @Test
    void manyShareASyncThatBeganAfterTheirChanges() throws Exception {
        DirectorySyncBatcher syncs = new DirectorySyncBatcher(files(false), threads);
        List<Changing> changing = new ArrayList<>();
        changing.add(new Changing(syncs, "a"));
        started.awaitAdvance(0);
        for (int i = 0; i < 50; i++) {
            changing.add(new Changing(syncs, "a"));
        }
        changing.forEach(Changing::awaitWaiting);
        mayEnd.release(2);
        for (Changing change : changing) {
            change.awaitDurable();
        }
        assertEquals(2, begun.size());
    }

    /** Changes a directory on a thread of its own, has that made durable, and checks that it was not told so too early. */
    private final class Changing {
        private final FutureTask<Boolean> task;
        private final Thread thread;

        Changing(DirectorySyncBatcher syncs, String path) {
            task = new FutureTask<>(() -> {
                long changed = clock.incrementAndGet();
                syncs.sync(new Dir(path));
                synchronized (begun) {
                    return begun.getLast() > changed;
                }
            });
            thread = Thread.ofVirtual().start(task);
        }

        void awaitWaiting() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        void awaitDurable() throws Exception {
            assertTrue(task.get(), "told durable by a sync that began before the change");
        }
    }

    @Test
    void directoriesDoNotWaitForEachOther() throws Exception {
        DirectorySyncBatcher syncs = new DirectorySyncBatcher(files(false), threads);
        Changing one = new Changing(syncs, "a");
        started.awaitAdvance(0);
        Changing other = new Changing(syncs, "another");
        started.awaitAdvance(1);
        assertEquals(2, begun.size());
        mayEnd.release(2);
        one.awaitDurable();
        other.awaitDurable();
    }

    @Test
    void allWhoSharedAFailureAreTold() {
        mayEnd.release(1000);
        DirectorySyncBatcher syncs = new DirectorySyncBatcher(files(true), threads);
        assertThrows(FileFault.class, () -> syncs.sync(new Dir("a")));
        assertThrows(FileFault.class, () -> syncs.sync(new Dir("a")));
    }
}
