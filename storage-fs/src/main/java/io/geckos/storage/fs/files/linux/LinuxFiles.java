package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.Modes;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.files.Stat;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file system through Linux's own calls: a path is resolved by the kernel in one step that follows no link and
 * leaves neither the data directory nor its device, whatever others rename meanwhile; and an interrupt closes nothing.
 */
public final class LinuxFiles implements FileOps {
    private static final long AT_REMOVEDIR = 0x200;
    private static final long UTIME_OMIT = (1L << 30) - 2;
    private static final long SYNC_FILE_RANGE_WRITE = 2;

    private final LinuxRoot root;
    private final Modes modes;

    private LinuxFiles(LinuxRoot root, Modes modes) {
        this.root = root;
        this.modes = modes;
    }

    /** Opens a data directory; empty where the kernel is not Linux, or too old, or keeps such calls from this process. */
    public static Optional<FileOps> open(Path root, Modes modes) throws FileFault {
        return LinuxRoot.open(root).map(opened -> new LinuxFiles(opened, modes));
    }

    static void close(long number) {
        try (Kernel kernel = new Kernel()) {
            kernel.call(SystemCall.CLOSE, number);
        }
    }

    /** The number of a directory that one of this class opened. */
    public static long fd(OpenDir dir) {
        return ((Fd) dir).number;
    }

    private static long fd(OpenFile file) {
        return ((Fd) file).number;
    }

    /** The path below the data directory of a name in a directory. */
    static String path(OpenDir dir, String name) {
        return dir.path().isEmpty() ? name : dir.path() + "/" + name;
    }

    @Override
    public OpenDir root() {
        return root.now();
    }

    @Override
    public ReadOps atOnce() {
        return new LinuxAtOnce(this);
    }

    @Override
    public boolean isInPlace(OpenDir dir) {
        return root.isInPlace(dir);
    }

    @Override
    public boolean reopen() {
        return root.reopen();
    }

    @Override
    public @Nullable OpenDir openDir(OpenDir base, String path) throws FileFault {
        return LinuxOpen.directory(base, path, LinuxOpen.WAITING);
    }

    @Override
    public void list(OpenDir dir, EntryVisitor visitor) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            // An open directory has one position for all who read it: this reading has its own.
            Long fd = LinuxOpen.existing(kernel, dir, ".", LinuxOpen.DIRECTORY, LinuxOpen.WAITING);
            if (fd != null) {
                try {
                    LinuxEntries.visit(
                            kernel, fd, dir.path(), (name, type) -> visitor.visit(name, known(dir, name, type)));
                } finally {
                    kernel.call(SystemCall.CLOSE, fd);
                }
            }
        }
    }

    /** Some file systems do not say what an entry is. */
    private FileType known(OpenDir dir, @Nullable String name, @Nullable FileType type) throws FileFault {
        Stat stat = type == null && name != null ? stat(dir, name) : null;
        return type != null ? type : stat == null ? FileType.OTHER : stat.type();
    }

    @Override
    public @Nullable Stat stat(OpenDir dir, String name) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            return Statx.named(kernel, dir, name);
        }
    }

    @Override
    public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
        // To open a pipe or a device can already do something, so look first; and again, as it may have been swapped.
        Stat before = stat(dir, name);
        if (before == null || !before.isRegular()) {
            return null;
        }
        try (Kernel kernel = new Kernel()) {
            return LinuxOpen.file(kernel, dir, name, LinuxOpen.WAITING);
        }
    }

    @Override
    public Stat stat(OpenFile file) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            return Statx.opened(kernel, fd(file), file.path());
        }
    }

    @Override
    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return LinuxBytes.read(fd(file), file.path(), buffer, position);
    }

    @Override
    public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return LinuxBytes.readAtOnce(fd(file), file.path(), buffer, position);
    }

    @Override
    public Space space() throws FileFault {
        try (Kernel kernel = new Kernel()) {
            MemorySegment statfs = kernel.allocate(128);
            kernel.require("", SystemCall.FSTATFS, root.now().number, statfs.address());
            long blockSize = statfs.getAtIndex(JAVA_LONG, 1);
            long available = Math.multiplyExact(blockSize, statfs.getAtIndex(JAVA_LONG, 4));
            long total = Math.multiplyExact(blockSize, statfs.getAtIndex(JAVA_LONG, 2));
            Inodes inodes = new Inodes(statfs.getAtIndex(JAVA_LONG, 6), statfs.getAtIndex(JAVA_LONG, 5));
            return new Space(available, total, inodes);
        }
    }

    @Override
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            long flags = LinuxOpen.WRITE_ONLY | LinuxOpen.CREATE | LinuxOpen.EXCLUSIVE;
            long fd = LinuxOpen.open(kernel, fd(dir), name, flags, LinuxOpen.BENEATH_ONLY);
            if (fd < 0) {
                throw Kernel.fault(path(dir, name), SystemCall.OPENAT2, fd);
            }
            return new Fd(fd, path(dir, name), null);
        }
    }

    @Override
    public void write(OpenFile file, ByteBuffer bytes) throws FileFault {
        LinuxBytes.write(fd(file), file.path(), bytes);
    }

    @Override
    public void copy(OpenFile source, Span span, OpenFile target) throws FileFault {
        LinuxBytes.copy(fd(source), span, fd(target), source.path());
    }

    @Override
    public void publish(OpenFile file) throws FileFault {
        setMode(fd(file), file.path(), modes.file());
    }

    private static void setMode(long fd, String path, int mode) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            kernel.require(path, SystemCall.FCHMOD, fd, mode);
        }
    }

    @Override
    public void setModified(OpenFile file, long nanos) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            MemorySegment times = kernel.allocate(4 * Long.BYTES);
            times.setAtIndex(JAVA_LONG, 1, UTIME_OMIT);
            times.setAtIndex(JAVA_LONG, 2, Math.floorDiv(nanos, Stat.SECOND));
            times.setAtIndex(JAVA_LONG, 3, Math.floorMod(nanos, Stat.SECOND));
            kernel.require(file.path(), SystemCall.UTIMENSAT, fd(file), 0, times.address(), 0);
        }
    }

    @Override
    public void beginSync(OpenFile file, Span span) {
        try (Kernel kernel = new Kernel()) {
            // An error is told by the sync, too.
            kernel.call(SystemCall.SYNC_FILE_RANGE, fd(file), span.offset(), span.length(), SYNC_FILE_RANGE_WRITE);
        }
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        sync(fd(file), file.path());
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        sync(fd(dir), dir.path());
    }

    private static void sync(long fd, String path) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            kernel.require(path, SystemCall.FSYNC, fd);
        }
    }

    @Override
    public void mkdir(OpenDir dir, String name) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            kernel.require(path(dir, name), SystemCall.MKDIRAT, fd(dir), kernel.string(name), Modes.OWNER_DIRECTORY);
        }
        if (!InternalPaths.isInternal(path(dir, name))) {
            // The umask does not apply here, nor would anything that takes the name meanwhile be followed elsewhere.
            try (OpenDir made = openDir(dir, name)) {
                if (made != null) {
                    setMode(fd(made), made.path(), modes.directory());
                }
            }
        }
    }

    @Override
    public boolean keepApart(OpenDir dir) {
        return DirectoryFlags.setTopDir(fd(dir));
    }

    @Override
    public void rename(OpenDir from, String name, OpenDir to, String newName) throws FileFault {
        try (Kernel kernel = new Kernel()) {
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

    @Override
    public void unlink(OpenDir dir, String name) throws FileFault {
        unlink(dir, name, 0);
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        unlink(dir, name, AT_REMOVEDIR);
    }

    private static void unlink(OpenDir dir, String name, long flags) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            kernel.require(path(dir, name), SystemCall.UNLINKAT, fd(dir), kernel.string(name), flags);
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
