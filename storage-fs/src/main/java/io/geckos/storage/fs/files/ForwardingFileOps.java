package io.geckos.storage.fs.files;

import io.geckos.domain.name.ByteSpan;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on, for those that watch or change some. {@link #cachedReads} and {@link #spreadSubdirectories} keep
 * their defaults: what is behind them would not pass here.
 */
public abstract class ForwardingFileOps implements FileOps {
    private final FileOps files;

    protected ForwardingFileOps(FileOps files) {
        this.files = files;
    }

    @Override
    public DirectoryHandle root() {
        return files.root();
    }

    @Override
    public boolean isInPlace(DirectoryHandle dir) throws FileFault {
        return files.isInPlace(dir);
    }

    @Override
    public boolean reopen() throws FileFault {
        return files.reopen();
    }

    @Override
    public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        return files.openDir(base, path);
    }

    @Override
    public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
        return files.listWhile(dir, test);
    }

    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        return files.stat(dir, name);
    }

    @Override
    public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        return files.open(dir, name);
    }

    @Override
    public FileStatus stat(FileHandle file) throws FileFault {
        return files.stat(file);
    }

    @Override
    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        return files.read(file, buffer, position);
    }

    @Override
    public int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        return files.readCached(file, buffer, position);
    }

    @Override
    public Space space() throws FileFault {
        return files.space();
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        return files.create(dir, name, access);
    }

    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        files.write(file, bytes);
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        files.copy(source, span, target);
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        files.setModified(file, nanos);
    }

    @Override
    public boolean keepsOrder() {
        return files.keepsOrder();
    }

    @Override
    public void beginSync(FileHandle file, ByteSpan span) {
        files.beginSync(file, span);
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        files.sync(file);
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        files.sync(dir);
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        files.mkdir(dir, name);
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        files.rename(from, name, to, newName);
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        files.link(from, name, to, newName);
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        files.unlink(dir, name);
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        files.rmdir(dir, name);
    }

    @Override
    public void close() {
        files.close();
    }
}
