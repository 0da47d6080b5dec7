package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Linux's {@code statx}, with its {@code struct statx}, which is the same on every processor. */
final class Statx {
    private static final long AT_SYMLINK_NOFOLLOW = 0x100;
    private static final long AT_EMPTY_PATH = 0x1000;

    /** What {@link #read} needs: type, mode, modification and change time, inode, size and time of birth. */
    private static final long WANTED = 0x1 | 0x2 | 0x40 | 0x80 | 0x100 | 0x200 | 0x800;

    private static final int SIZE = 256;
    private static final long MODE = 28;
    private static final long INODE = 32;
    private static final long LENGTH = 40;
    private static final long BORN = 80;
    private static final long CHANGED = 96;
    private static final long MODIFIED = 112;
    private static final long DEVICE = 136;

    private final MemorySegment memory;

    private Statx(Syscalls kernel) {
        this.memory = kernel.allocate(SIZE);
    }

    /** What is said of a name, itself even if it is a link; null if nothing stands there. */
    static @Nullable FileStatus named(Syscalls kernel, DirectoryHandle dir, String name) throws FileFault {
        var buffer = new Statx(kernel);
        long answer = buffer.ask(kernel, LinuxFileOps.fd(dir), name, AT_SYMLINK_NOFOLLOW);
        if (answer >= 0) {
            return buffer.read();
        }
        FileFault fault = Syscalls.fault(LinuxFileOps.path(dir, name), SystemCall.STATX, answer);
        if (fault.is(Errno.ENOENT)) {
            return null;
        }
        throw fault;
    }

    /** What is said of something open. */
    static FileStatus opened(Syscalls kernel, long fd, String path) throws FileFault {
        var buffer = new Statx(kernel);
        long answer = buffer.ask(kernel, fd, "", AT_EMPTY_PATH);
        if (answer < 0) {
            throw Syscalls.fault(path, SystemCall.STATX, answer);
        }
        return buffer.read();
    }

    /** Of what a path leads to; null if nothing can be said of it. */
    static @Nullable Identity identity(Syscalls kernel, Path path) {
        return identity(kernel, LinuxOpen.AT_FDCWD, path.toString(), AT_SYMLINK_NOFOLLOW);
    }

    /** Of an open directory; null if nothing can be said of it. */
    static @Nullable Identity identity(Syscalls kernel, DirectoryHandle dir) {
        return identity(kernel, LinuxFileOps.fd(dir), "", AT_EMPTY_PATH);
    }

    /** The numbers of the device that a directory is on, as {@code 8:1}; null if nothing can be said of it. */
    static @Nullable String device(Syscalls kernel, DirectoryHandle dir) {
        var buffer = new Statx(kernel);
        return buffer.ask(kernel, LinuxFileOps.fd(dir), "", AT_EMPTY_PATH) < 0
                ? null
                : buffer.memory.get(JAVA_INT, DEVICE) + ":" + buffer.memory.get(JAVA_INT, DEVICE + Integer.BYTES);
    }

    private static @Nullable Identity identity(Syscalls kernel, long base, String path, long flags) {
        var buffer = new Statx(kernel);
        return buffer.ask(kernel, base, path, flags) < 0 ? null : buffer.identity();
    }

    private long ask(Syscalls kernel, long base, String path, long flags) {
        return kernel.call(SystemCall.STATX, base, kernel.string(path), flags, WANTED, memory.address());
    }

    private FileStatus read() {
        FileType type = switch (memory.get(JAVA_INT, MODE) & 0xf000) {
            case 0x8000 -> FileType.REGULAR;
            case 0x4000 -> FileType.DIRECTORY;
            default -> FileType.OTHER;
        };
        long modified = nanos(MODIFIED);
        long born = nanos(BORN);
        return new FileStatus(
                type,
                memory.get(JAVA_LONG, INODE),
                memory.get(JAVA_LONG, LENGTH),
                modified,
                born == 0 ? modified : born,
                type == FileType.DIRECTORY ? nanos(CHANGED) : 0);
    }

    /** What tells a directory from any other of this machine. */
    record Identity(long device, long inode, long born) {
        /** Written out, as a record's own {@code equals} is linked by its first call, which every start makes. */
        boolean isSameAs(Identity that) {
            return device == that.device && inode == that.inode && born == that.born;
        }
    }

    private Identity identity() {
        // Major and minor number, side by side.
        return new Identity(memory.get(JAVA_LONG, DEVICE), memory.get(JAVA_LONG, INODE), nanos(BORN));
    }

    private long nanos(long offset) {
        return FileStatus.nanos(memory.get(JAVA_LONG, offset), memory.get(JAVA_INT, offset + Long.BYTES));
    }
}
