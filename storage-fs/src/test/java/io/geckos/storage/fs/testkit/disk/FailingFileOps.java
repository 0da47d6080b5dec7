package io.geckos.storage.fs.testkit.disk;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ForwardingFileOps;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets a chosen number of operations pass, and refuses the next one. */
public final class FailingFileOps extends ForwardingFileOps {
    private static final int NEVER = -1;
    private static final String FSYNC_DIRECTORY = "fsync of directory";

    private final Set<FileHandle> synced = ConcurrentHashMap.newKeySet();
    private int left = NEVER;
    private volatile Errno errno = Errno.OTHER;
    private volatile String failed = "";
    private volatile boolean syncedAgain;

    public FailingFileOps(FileOps files) {
        super(files);
    }

    /** From now on, lets {@code after} operations pass, and refuses the next one. */
    public synchronized void fail(int after, Errno with) {
        left = after;
        errno = with;
    }

    /** Refuses nothing any more. */
    public synchronized void stop() {
        left = NEVER;
    }

    /** Tells whether a sync of a directory failed, so that it is unknown what is durable. */
    public boolean failedDirectory() {
        return failed.startsWith(FSYNC_DIRECTORY);
    }

    /** What was refused; empty if nothing was. */
    public String failed() {
        return failed;
    }

    /** Tells whether a file was synced twice: after a failed fsync a second one may succeed without the data being on disk. */
    public boolean syncedAgain() {
        return syncedAgain;
    }

    private void count(String operation, String path) throws FileFault {
        if (isRefused(operation, path)) {
            throw new FileFault(errno, operation, path);
        }
    }

    private synchronized boolean isRefused(String operation, String path) {
        boolean refused = left >= 0 && left-- == 0;
        if (refused) {
            failed = operation + " " + path;
        }
        return refused;
    }

    private static String path(DirectoryHandle dir, String name) {
        return dir.path() + "/" + name;
    }

    @Override
    public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        count("openat", path(base, path));
        return super.openDir(base, path);
    }

    @Override
    public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
        count("list", dir.path());
        return super.listWhile(dir, test);
    }

    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        // A sync of a directory begins with stat(".").
        count(name.equals(".") && isBySync() ? FSYNC_DIRECTORY : "stat", path(dir, name));
        return super.stat(dir, name);
    }

    /** Tells whether the call comes from a sync; listings call stat(".") too. */
    private static boolean isBySync() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".DirectorySyncBatcher")));
    }

    @Override
    public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        count("open", path(dir, name));
        return super.open(dir, name);
    }

    @Override
    public FileStatus stat(FileHandle file) throws FileFault {
        count("fstat", file.path());
        return super.stat(file);
    }

    @Override
    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        count("read", file.path());
        return super.read(file, buffer, position);
    }

    @Override
    public int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        count("read", file.path());
        return super.readCached(file, buffer, position);
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        count("create", path(dir, name));
        return super.create(dir, name, access);
    }

    /** A refused write has written half. */
    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        if (isRefused("write", file.path())) {
            super.write(file, bytes.slice().limit(bytes.remaining() / 2));
            throw new FileFault(errno, "write", file.path());
        }
        super.write(file, bytes);
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        if (isRefused("copy", source.path())) {
            super.copy(source, new ByteSpan(span.offset(), span.length() / 2), target);
            throw new FileFault(errno, "copy", source.path());
        }
        super.copy(source, span, target);
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        count("utimens", file.path());
        super.setModified(file, nanos);
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        if (!synced.add(file)) {
            syncedAgain = true;
        }
        count("fsync", file.path());
        super.sync(file);
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        count(FSYNC_DIRECTORY, dir.path());
        super.sync(dir);
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        count("mkdir", path(dir, name));
        super.mkdir(dir, name);
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        count("rename", path(from, name) + " to " + path(to, newName));
        super.rename(from, name, to, newName);
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        count("link", path(from, name) + " to " + path(to, newName));
        super.link(from, name, to, newName);
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        count("unlink", path(dir, name));
        super.unlink(dir, name);
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        count("rmdir", path(dir, name));
        super.rmdir(dir, name);
    }
}
