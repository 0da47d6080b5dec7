package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.ReadOps;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file system through Linux's own calls: a path is resolved by the kernel in one step that follows no link and
 * leaves neither the data directory nor its device, whatever others rename meanwhile; and an interrupt closes nothing.
 */
public final class LinuxFileOps implements FileOps {
    private static final long AT_REMOVEDIR = 0x200;
    private static final long UTIME_OMIT = (1L << 30) - 2;
    private static final long SYNC_FILE_RANGE_WRITE = 2;

    private final LinuxRootHandle root;
    private final FileModes modes;

    private LinuxFileOps(LinuxRootHandle root, FileModes modes) {
        this.root = root;
        this.modes = modes;
    }

    /** Opens a data directory; empty where the kernel is not Linux, or too old, or keeps such calls from this process. */
    public static Optional<FileOps> open(Path root, FileModes modes) throws FileFault {
        return LinuxRootHandle.open(root).map(opened -> new LinuxFileOps(opened, modes));
    }

    static void close(long number) {
        try (Syscalls kernel = new Syscalls()) {
            kernel.call(SystemCall.CLOSE, number);
        }
    }

    /** The number of a directory that one of this class opened. */
    public static long fd(DirectoryHandle dir) {
        return ((LinuxHandle) dir).number;
    }

    private static long fd(FileHandle file) {
        return ((LinuxHandle) file).number;
    }

    /** The path below the data directory of a name in a directory. */
    static String path(DirectoryHandle dir, String name) {
        return dir.path().isEmpty() ? name : dir.path() + "/" + name;
    }

    @Override
    public DirectoryHandle root() {
        return root.current();
    }

    @Override
    public ReadOps cachedReads() {
        return new LinuxCachedReads(this);
    }

    @Override
    public boolean isInPlace(DirectoryHandle dir) {
        return root.isInPlace(dir);
    }

    @Override
    public boolean reopen() {
        return root.reopen();
    }

    @Override
    public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        return LinuxOpen.directory(base, path, LinuxOpen.WAITING);
    }

    @Override
    public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            // An open directory has one position for all who read it: this reading has its own.
            Long fd = LinuxOpen.existing(kernel, dir, ".", LinuxOpen.DIRECTORY, LinuxOpen.WAITING);
            if (fd == null) {
                return true;
            }
            try {
                return LinuxDirectoryReader.visitWhile(
                        kernel, fd, dir.path(), (name, type) -> test.test(name, known(dir, name, type)));
            } finally {
                kernel.call(SystemCall.CLOSE, fd);
            }
        }
    }

    /** Some file systems do not say what an entry is. */
    private FileType known(DirectoryHandle dir, @Nullable String name, @Nullable FileType type) throws FileFault {
        FileStatus stat = type == null && name != null ? stat(dir, name) : null;
        return type != null ? type : stat == null ? FileType.OTHER : stat.type();
    }

    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            return Statx.named(kernel, dir, name);
        }
    }

    @Override
    public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        // To open a pipe or a device can already do something, so look first; and again, as it may have been swapped.
        FileStatus before = stat(dir, name);
        if (before == null || !before.isRegular()) {
            return null;
        }
        try (Syscalls kernel = new Syscalls()) {
            return LinuxOpen.file(kernel, dir, name, LinuxOpen.WAITING);
        }
    }

    @Override
    public FileStatus stat(FileHandle file) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            return Statx.opened(kernel, fd(file), file.path());
        }
    }

    @Override
    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        return LinuxFileContent.read(fd(file), file.path(), buffer, position);
    }

    @Override
    public int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        return LinuxFileContent.readCached(fd(file), file.path(), buffer, position);
    }

    @Override
    public Space space() throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment statfs = kernel.allocate(128);
            kernel.require("", SystemCall.FSTATFS, root.current().number, statfs.address());
            long blockSize = statfs.getAtIndex(JAVA_LONG, 1);
            long available = Math.multiplyExact(blockSize, statfs.getAtIndex(JAVA_LONG, 4));
            long total = Math.multiplyExact(blockSize, statfs.getAtIndex(JAVA_LONG, 2));
            Inodes inodes = new Inodes(statfs.getAtIndex(JAVA_LONG, 6), statfs.getAtIndex(JAVA_LONG, 5));
            return new Space(available, total, inodes);
        }
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        int mode = access == FileAccess.BUCKET ? modes.file() : FileModes.OWNER_FILE;
        LinuxHandle file = create(dir, name, mode);
        if (access == FileAccess.BUCKET && !modes.isLeftByUmask()) {
            try {
                setMode(file.number, file.path(), mode);
            } catch (FileFault fault) {
                file.close();
                throw fault;
            }
        }
        return file;
    }

    private static LinuxHandle create(DirectoryHandle dir, String name, int mode) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            long flags = LinuxOpen.WRITE_ONLY | LinuxOpen.CREATE | LinuxOpen.EXCLUSIVE;
            long fd = LinuxOpen.open(kernel, fd(dir), name, flags, mode, LinuxOpen.BENEATH_ONLY);
            if (fd < 0) {
                throw Syscalls.fault(path(dir, name), SystemCall.OPENAT2, fd);
            }
            return new LinuxHandle(fd, path(dir, name), null);
        }
    }

    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        LinuxFileContent.write(fd(file), file.path(), bytes);
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        LinuxFileContent.copy(fd(source), span, fd(target), source.path());
    }

    private static void setMode(long fd, String path, int mode) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(path, SystemCall.FCHMOD, fd, mode);
        }
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment times = kernel.allocate(4 * Long.BYTES);
            times.setAtIndex(JAVA_LONG, 1, UTIME_OMIT);
            times.setAtIndex(JAVA_LONG, 2, Math.floorDiv(nanos, FileStatus.SECOND));
            times.setAtIndex(JAVA_LONG, 3, Math.floorMod(nanos, FileStatus.SECOND));
            kernel.require(file.path(), SystemCall.UTIMENSAT, fd(file), 0, times.address(), 0);
        }
    }

    @Override
    public void beginSync(FileHandle file, ByteSpan span) {
        try (Syscalls kernel = new Syscalls()) {
            // An error is told by the sync, too.
            kernel.call(SystemCall.SYNC_FILE_RANGE, fd(file), span.offset(), span.length(), SYNC_FILE_RANGE_WRITE);
        }
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(file.path(), SystemCall.FSYNC, fd(file));
        }
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(dir.path(), SystemCall.FSYNC, fd(dir));
            // Once XFS has shut down after an error, it syncs a directory with success, and has lost what was changed
            // in it.
            FileStatus _ = Statx.opened(kernel, fd(dir), dir.path());
        }
    }

    @Override
    public boolean keepsOrder() {
        return root.isJournaled();
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(
                    path(dir, name), SystemCall.MKDIRAT, fd(dir), kernel.string(name), FileModes.OWNER_DIRECTORY);
        }
        if (!InternalPaths.isInternal(path(dir, name))) {
            // The umask does not apply here, nor would anything that takes the name meanwhile be followed elsewhere.
            try (DirectoryHandle made = openDir(dir, name)) {
                if (made != null) {
                    setMode(fd(made), made.path(), modes.directory());
                }
            }
        }
    }

    @Override
    public boolean spreadSubdirectories(DirectoryHandle dir) {
        return InodeFlags.setTopDir(fd(dir));
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(
                    path(to, newName),
                    SystemCall.RENAMEAT2,
                    fd(from),
                    kernel.string(name),
                    fd(to),
                    kernel.string(newName),
                    0);
        }
    }

    /** A symbolic link that took the name meanwhile is linked itself, not followed. */
    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(
                    path(to, newName),
                    SystemCall.LINKAT,
                    fd(from),
                    kernel.string(name),
                    fd(to),
                    kernel.string(newName),
                    0);
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        unlink(dir, name, 0);
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        unlink(dir, name, AT_REMOVEDIR);
    }

    private static void unlink(DirectoryHandle dir, String name, long flags) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            kernel.require(path(dir, name), SystemCall.UNLINKAT, fd(dir), kernel.string(name), flags);
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
