package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.storage.fs.files.DaemonThreads;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.StorageLog;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Watches directories through Linux's inotify. Opened when the first directory is watched. */
public final class InotifyWatcher implements DirectoryWatcher {
    private static final long CLOEXEC = 0x80000;
    private static final long ONLY_DIRECTORIES = 0x01000000;
    private static final long MOVED_FROM = 0x40;
    private static final long MOVED_TO = 0x80;
    private static final long CREATED = 0x100;
    private static final long DELETED = 0x200;
    private static final long SELF_DELETED = 0x400;
    private static final long OVERFLOW = 0x4000;
    private static final long IGNORED = 0x8000;
    private static final long IS_DIRECTORY = 0x40000000;
    private static final long NAMES = MOVED_FROM | MOVED_TO | CREATED | DELETED | ONLY_DIRECTORIES;

    private static final int BUFFER = 64 << 10;
    private static final int HEADER = 16;

    /**
     * The file systems that only this kernel changes: ext2 to ext4, XFS, Btrfs, tmpfs, F2FS, ZFS, bcachefs and overlays of
     * them. Others, such as those of a network, may be changed without this kernel's knowledge.
     */
    private static final Set<Long> LOCAL =
            Set.of(0xef53L, 0x58465342L, 0x9123683eL, 0x01021994L, 0xf2f52010L, 0x2fc12fc1L, 0xca451a4eL, 0x794c7630L);

    private final FileOps files;
    private final ToLongFunction<DirectoryHandle> numbers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Watch> watches = new HashMap<>();
    private final Map<Watch, Long> numbersOf = new HashMap<>();
    private long fd = -1;
    private long own = -1;
    private boolean tried;
    private volatile boolean closed;
    private @Nullable Thread reader;

    /**
     * Watches nothing yet.
     *
     * @param files what opens the directories
     * @param numbers the file descriptor of an open directory
     */
    public InotifyWatcher(FileOps files, ToLongFunction<DirectoryHandle> numbers) {
        this.files = files;
        this.numbers = numbers;
    }

    @Override
    public boolean watch(DirectoryHandle dir, Watch watch) {
        Watch former;
        lock.lock();
        try (Syscalls kernel = new Syscalls()) {
            if (!isOpen(kernel)) {
                return false;
            }
            long number = add(kernel, "/proc/self/fd/" + numbers.applyAsLong(dir), NAMES);
            if (number < 0) {
                FileFault fault = Syscalls.fault(dir.path(), SystemCall.INOTIFY_ADD_WATCH, number);
                StorageLog.warn("read anew from time to time, as it cannot be watched: " + fault.getMessage());
                return false;
            }
            former = watches.put(number, watch);
            if (former != null) {
                numbersOf.remove(former);
            }
            numbersOf.put(watch, number);
        } finally {
            lock.unlock();
        }
        if (former != null && !former.equals(watch)) {
            former.ended();
        }
        return true;
    }

    private boolean isOpen(Syscalls kernel) {
        if (!tried) {
            tried = true;
            open(kernel);
        }
        return fd >= 0 && !closed;
    }

    private void open(Syscalls kernel) {
        if (!isLocal(kernel)) {
            StorageLog.info("what others change on this file system shows after a time: it may be a network's");
            return;
        }
        fd = kernel.call(SystemCall.INOTIFY_INIT1, CLOEXEC);
        if (fd < 0) {
            StorageLog.warn("nothing can be watched: "
                    + Syscalls.fault("", SystemCall.INOTIFY_INIT1, fd).getMessage());
            return;
        }
        // To end this watch wakes the reader; nothing else does that to this directory.
        own = add(kernel, "/", SELF_DELETED);
        reader = Thread.ofPlatform().daemon().name("geckos3-inotify").start(this::read);
    }

    private boolean isLocal(Syscalls kernel) {
        MemorySegment statfs = kernel.allocate(128);
        return kernel.call(SystemCall.FSTATFS, numbers.applyAsLong(files.root()), statfs.address()) >= 0
                && LOCAL.contains(statfs.get(JAVA_LONG, 0));
    }

    private long add(Syscalls kernel, String path, long mask) {
        return kernel.call(SystemCall.INOTIFY_ADD_WATCH, fd, kernel.string(path), mask);
    }

    @Override
    public void unwatch(Watch watch) {
        lock.lock();
        try (Syscalls kernel = new Syscalls()) {
            Long number = numbersOf.remove(watch);
            if (number != null) {
                watches.remove(number);
                kernel.call(SystemCall.INOTIFY_RM_WATCH, fd, number);
            }
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment buffer = kernel.allocate(BUFFER);
            while (!closed) {
                long length = kernel.require("", SystemCall.READ, fd, buffer.address(), BUFFER);
                tell(buffer.asSlice(0, length));
            }
        } catch (FileFault | RuntimeException e) {
            StorageLog.warn("watching ends, large directories are read anew from time to time", e);
        } finally {
            // Whoever believes to be watched must hear that it is over.
            closed = true;
            endAll();
        }
    }

    /** Tells what a sequence of {@code struct inotify_event} says. */
    private void tell(MemorySegment events) {
        long at = 0;
        while (at < events.byteSize()) {
            long mask = events.get(JAVA_INT, at + 4);
            long length = events.get(JAVA_INT, at + 12);
            if ((mask & OVERFLOW) != 0) {
                endAll();
            } else {
                tell(events.get(JAVA_INT, at), mask, events.asSlice(at + HEADER, length));
            }
            at += HEADER + length;
        }
    }

    private void tell(long number, long mask, MemorySegment name) {
        boolean ignored = (mask & IGNORED) != 0;
        Watch watch = ignored ? remove(number) : watchOf(number);
        String text = name.byteSize() == 0 ? null : LinuxDirectoryReader.name(name);
        if (watch != null && ignored) {
            watch.ended();
        } else if (watch != null && text != null) {
            FileType type = (mask & IS_DIRECTORY) == 0 ? FileType.REGULAR : FileType.DIRECTORY;
            watch.changed(text, type, (mask & (CREATED | MOVED_TO)) != 0);
        }
    }

    private @Nullable Watch watchOf(long number) {
        lock.lock();
        try {
            return watches.get(number);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Watch remove(long number) {
        lock.lock();
        try {
            Watch watch = watches.remove(number);
            if (watch != null) {
                numbersOf.remove(watch);
            }
            return watch;
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        List<Watch> all;
        lock.lock();
        try {
            all = new ArrayList<>(numbersOf.keySet());
        } finally {
            lock.unlock();
        }
        for (Watch watch : all) {
            unwatch(watch);
            watch.ended();
        }
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try (Syscalls kernel = new Syscalls()) {
            closed = true;
            running = reader;
            reader = null;
            if (running != null) {
                kernel.call(SystemCall.INOTIFY_RM_WATCH, fd, own);
            }
        } finally {
            lock.unlock();
        }
        if (running != null) {
            DaemonThreads.awaitEnd(running);
            try (Syscalls kernel = new Syscalls()) {
                kernel.call(SystemCall.CLOSE, fd);
            }
        }
    }
}
