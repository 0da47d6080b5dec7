package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Linux's {@code openat2}, which resolves a path in one step and says how. */
final class LinuxOpen {
    static final long WRITE_ONLY = 1;
    static final long CREATE = 0x40;
    static final long EXCLUSIVE = 0x80;
    static final long NO_TERMINAL = 0x100;
    static final long NONBLOCK = 0x800;
    static final long CLOSE_ON_EXEC = 0x80000;

    /** {@code O_PATH}: for looking at what is there, whatever it is, without doing anything to it. */
    static final long PATH_ONLY = 0x200000;

    /** {@code O_DIRECTORY} and {@code O_NOFOLLOW}, of the few flags that differ between processors. */
    static final long DIRECTORY = isArm() ? 0x4000 : 0x10000;

    static final long NO_FOLLOW = isArm() ? 0x8000 : 0x20000;

    /** Follows no link and leaves neither the directory it begins at nor its device. */
    static final long BENEATH_ONLY = 0x01 | 0x04 | 0x08;

    /** {@code RESOLVE_CACHED}: fails with EAGAIN if the kernel does not have the entries in memory. */
    static final long CACHED = 0x20;

    /** Resolves a path even if the disk has to be read for it. */
    static final long WAITING = 0;

    static final long NO_RESOLVE_FLAGS = 0;

    /** For a path that begins at no open directory. */
    static final long AT_FDCWD = -100;

    private static final int EAGAIN = 11;
    private static final int EXDEV = 18;

    /** So often in a row nothing is moved away at just that moment: there is another device. */
    private static final int MOVES = 16;

    /**
     * How often the kernel is asked again. A holder may keep a lease for 45 seconds, but one that releases it does so
     * immediately.
     */
    private static final int PATIENCE = 1_000;

    private static final long PAUSE_NANOS = 1_000_000;

    private LinuxOpen() {}

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    /** The answer of {@code openat2} with a {@code struct open_how}: flags, mode, and how to resolve the path. */
    static long open(Syscalls kernel, long base, String path, long flags, long resolve) {
        return open(kernel, base, path, flags, 0, resolve);
    }

    /** As above; {@code mode} is that of a file to be made, from which the umask is taken. */
    static long open(Syscalls kernel, long base, String path, long flags, int mode, long resolve) {
        MemorySegment how = kernel.allocate(3 * Long.BYTES);
        how.setAtIndex(JAVA_LONG, 0, flags | CLOSE_ON_EXEC);
        how.setAtIndex(JAVA_LONG, 1, mode);
        how.setAtIndex(JAVA_LONG, 2, resolve);
        long name = kernel.string(path);
        long answer = openSettled(kernel, base, name, how);
        for (int waited = 0; answer == -EAGAIN && (resolve & CACHED) == 0 && waited < PATIENCE; waited++) {
            // Whoever has a lease of the file has just been told to let go of it, or somebody renamed something
            // meanwhile.
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = openSettled(kernel, base, name, how);
        }
        return answer;
    }

    /**
     * Asks again where the kernel says EXDEV, which it also does when what it has found is moved away before it has looked
     * whether that is below the base.
     */
    private static long openSettled(Syscalls kernel, long base, long name, MemorySegment how) {
        long answer = kernel.call(SystemCall.OPENAT2, base, name, how.address(), how.byteSize());
        for (int asked = 1; answer == -EXDEV && asked < MOVES; asked++) {
            answer = kernel.call(SystemCall.OPENAT2, base, name, how.address(), how.byteSize());
        }
        return answer;
    }

    /** Opens below a directory; null if nothing is there, or something that is not a directory on the way. */
    static @Nullable Long existing(Syscalls kernel, DirectoryHandle base, String path, long flags, long how)
            throws FileFault {
        long fd = open(kernel, LinuxFileOps.fd(base), path, flags, BENEATH_ONLY | how);
        if (fd >= 0) {
            return fd;
        }
        FileFault fault = Syscalls.fault(LinuxFileOps.path(base, path), SystemCall.OPENAT2, fd);
        if (fault.is(Errno.ENOENT) || fault.is(Errno.ENOTDIR)) {
            return null;
        }
        throw fault;
    }

    /** Opens a directory; null if nothing or no directory is there. */
    static @Nullable DirectoryHandle directory(DirectoryHandle base, String path, long how) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            Long fd = existing(kernel, base, path, DIRECTORY, how);
            return fd == null ? null : new LinuxHandle(fd, LinuxFileOps.path(base, path), null);
        }
    }

    /** Opens a file for reading that was just seen; null unless a regular one is there still. */
    static @Nullable FileHandle file(Syscalls kernel, DirectoryHandle dir, String name, long how) throws FileFault {
        Long fd = existing(kernel, dir, name, NONBLOCK | NO_TERMINAL, how);
        if (fd == null) {
            return null;
        }
        String path = LinuxFileOps.path(dir, name);
        FileStatus opened = Statx.opened(kernel, fd, path);
        if (!opened.isRegular()) {
            kernel.call(SystemCall.CLOSE, fd);
            return null;
        }
        return new LinuxHandle(fd, path, opened);
    }
}
