package io.geckos.storage.fs.testkit.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file system in memory, as a process that runs sees it. */
public final class MemoryFileOps implements FileOps {
    private static final int NAME_MAX = 255;

    /** When nobody sets a time, files get one from an era that the engine's clock never tells. */
    private static final long OWN_ERA = 1_000_000_000L * FileStatus.SECOND;

    private final DiskImage image;
    private final HandleTracker handles = new HandleTracker();
    private final DirectoryHandle root = handles.open(DiskImage.ROOT, "");
    private long time = OWN_ERA;

    /** Takes over what the disk holds. */
    public MemoryFileOps(DiskImage image) {
        this.image = image;
    }

    /** How many files and directories are open. */
    public int open() {
        return handles.open();
    }

    /** What the disk would hold had everything been written to it. */
    public synchronized DiskImage image() {
        return image.copy();
    }

    int number(DirectoryHandle dir) {
        return handles.number(dir);
    }

    int number(FileHandle file) {
        return handles.number(file);
    }

    /** What is under a name; null if nothing. */
    synchronized @Nullable Integer find(DirectoryHandle dir, String name) {
        return image.entries(number(dir)).get(name);
    }

    synchronized DiskImage.Content content(FileHandle file) {
        return Objects.requireNonNull(image.content(number(file)));
    }

    synchronized boolean isDirectory(int number) {
        return image.isDirectory(number);
    }

    private static String path(DirectoryHandle dir, String name) {
        return dir.path().isEmpty() ? name : dir.path() + "/" + name;
    }

    @Override
    public DirectoryHandle root() {
        return root;
    }

    @Override
    public boolean isInPlace(DirectoryHandle dir) {
        return true;
    }

    @Override
    public boolean reopen() {
        return false;
    }

    @Override
    public synchronized @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        Integer found = image.find(number(base), path);
        return found == null || !image.isDirectory(found) ? null : handles.open(found, path(base, path));
    }

    @Override
    public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
        TreeMap<String, Integer> entries;
        synchronized (this) {
            entries = new TreeMap<>(image.entries(number(dir)));
        }
        for (var entry : entries.entrySet()) {
            if (!test.test(entry.getKey(), isDirectory(entry.getValue()) ? FileType.DIRECTORY : FileType.REGULAR)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        requireFits(dir, name, "stat");
        Integer found = name.equals(".") ? (Integer) number(dir) : find(dir, name);
        return found == null ? null : stat(found);
    }

    private FileStatus stat(int number) {
        DiskImage.Content content = image.content(number);
        return content == null
                ? new FileStatus(FileType.DIRECTORY, number, 0, OWN_ERA, OWN_ERA)
                : new FileStatus(FileType.REGULAR, number, content.bytes().length, content.modified(), OWN_ERA);
    }

    @Override
    public synchronized @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        FileStatus stat = stat(dir, name);
        return stat == null || !stat.isRegular() ? null : handles.open((int) stat.inode(), path(dir, name), stat);
    }

    @Override
    public synchronized FileStatus stat(FileHandle file) {
        return stat(number(file));
    }

    @Override
    public synchronized int read(FileHandle file, ByteBuffer buffer, long position) {
        byte[] bytes = content(file).bytes();
        int length = (int) Math.min(buffer.remaining(), bytes.length - position);
        if (length <= 0) {
            return buffer.hasRemaining() ? -1 : 0;
        }
        buffer.put(bytes, (int) position, length);
        return length;
    }

    @Override
    public int readCached(FileHandle file, ByteBuffer buffer, long position) {
        return read(file, buffer, position);
    }

    @Override
    public Space space() {
        return new Space(Long.MAX_VALUE / 2, Long.MAX_VALUE, Inodes.UNLIMITED);
    }

    @Override
    public synchronized FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        int number = image.newNumber();
        image.put(number, new DiskImage.Content(DiskImage.Content.NOTHING, ++time));
        add(dir, name, number, "create");
        return handles.open(number, path(dir, name));
    }

    @Override
    public synchronized void write(FileHandle file, ByteBuffer bytes) {
        byte[] before = content(file).bytes();
        byte[] after = Arrays.copyOf(before, before.length + bytes.remaining());
        bytes.get(after, before.length, bytes.remaining());
        image.put(number(file), new DiskImage.Content(after, ++time));
    }

    @Override
    public synchronized void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        byte[] bytes = content(source).bytes();
        if (span.end() > bytes.length) {
            throw new FileFault(Errno.OTHER, "copy", source.path(), "ends at " + bytes.length);
        }
        write(target, ByteBuffer.wrap(bytes, (int) span.offset(), (int) span.length()));
    }

    @Override
    public synchronized void setModified(FileHandle file, long nanos) {
        image.put(number(file), new DiskImage.Content(content(file).bytes(), nanos));
    }

    @Override
    public synchronized void sync(FileHandle file) {
        // The image is what a process sees: nothing is lost in it.
        number(file);
    }

    @Override
    public synchronized void sync(DirectoryHandle dir) {
        number(dir);
    }

    @Override
    public synchronized void mkdir(DirectoryHandle dir, String name) throws FileFault {
        int number = image.newNumber();
        image.makeDirectory(number);
        add(dir, name, number, "mkdir");
    }

    private void add(DirectoryHandle dir, String name, int number, String operation) throws FileFault {
        requireFits(dir, name, operation);
        if (find(dir, name) != null) {
            throw new FileFault(Errno.EEXIST, operation, path(dir, name));
        }
        requireNamed(dir, operation);
        image.apply(new DiskImage.Edit(number(dir), name, number));
    }

    private void requireFits(DirectoryHandle dir, String name, String operation) throws FileFault {
        if (name.getBytes(UTF_8).length > NAME_MAX) {
            throw new FileFault(Errno.ENAMETOOLONG, operation, path(dir, name));
        }
    }

    /** Nothing is made in a directory that has been removed. */
    private void requireNamed(DirectoryHandle dir, String operation) throws FileFault {
        boolean[] named = {number(dir) == DiskImage.ROOT};
        image.walk((_, number) -> named[0] |= number == number(dir));
        if (!named[0]) {
            throw new FileFault(Errno.ENOENT, operation, dir.path());
        }
    }

    @Override
    public synchronized void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName)
            throws FileFault {
        requireFits(to, newName, "rename");
        int moved = require(from, name, "rename");
        Integer replaced = find(to, newName);
        requireNamed(to, "rename");
        if (replaced != null && replaced == moved) {
            // As POSIX has it: of two names of one file, both stay.
            return;
        }
        if (replaced != null) {
            if (image.isDirectory(replaced) && !image.isDirectory(moved)) {
                throw new FileFault(Errno.EISDIR, "rename", path(to, newName));
            }
            if (!image.isDirectory(replaced) && image.isDirectory(moved)) {
                throw new FileFault(Errno.ENOTDIR, "rename", path(to, newName));
            }
            if (image.isDirectory(replaced) && !image.entries(replaced).isEmpty()) {
                throw new FileFault(Errno.ENOTEMPTY, "rename", path(to, newName));
            }
        }
        image.apply(DiskImage.Edit.removing(number(from), name));
        image.apply(new DiskImage.Edit(number(to), newName, moved));
    }

    private int require(DirectoryHandle dir, String name, String operation) throws FileFault {
        Integer found = find(dir, name);
        if (found == null) {
            throw new FileFault(Errno.ENOENT, operation, path(dir, name));
        }
        return found;
    }

    @Override
    public synchronized void link(DirectoryHandle from, String name, DirectoryHandle to, String newName)
            throws FileFault {
        int linked = require(from, name, "link");
        if (image.isDirectory(linked)) {
            throw new FileFault(Errno.EPERM, "link", path(from, name));
        }
        add(to, newName, linked, "link");
    }

    @Override
    public synchronized void unlink(DirectoryHandle dir, String name) throws FileFault {
        if (image.isDirectory(require(dir, name, "unlink"))) {
            throw new FileFault(Errno.EISDIR, "unlink", path(dir, name));
        }
        image.apply(DiskImage.Edit.removing(number(dir), name));
    }

    @Override
    public synchronized void rmdir(DirectoryHandle dir, String name) throws FileFault {
        int found = require(dir, name, "rmdir");
        if (!image.isDirectory(found)) {
            throw new FileFault(Errno.ENOTDIR, "rmdir", path(dir, name));
        }
        if (!image.entries(found).isEmpty()) {
            throw new FileFault(Errno.ENOTEMPTY, "rmdir", path(dir, name));
        }
        image.apply(DiskImage.Edit.removing(number(dir), name));
    }

    @Override
    public void close() {
        root.close();
    }
}
