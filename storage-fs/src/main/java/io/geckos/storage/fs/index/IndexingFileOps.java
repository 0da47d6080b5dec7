package io.geckos.storage.fs.index;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ReadOps;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells the index of every name that comes or goes, so that no one who writes can forget to. */
public final class IndexingFileOps implements FileOps {
    private final FileOps files;
    private final DirectoryIndex index;

    public IndexingFileOps(FileOps files, DirectoryIndex index) {
        this.files = files;
        this.index = index;
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name) throws FileFault {
        try {
            return files.create(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        try {
            files.mkdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try {
            files.rename(from, name, to, newName);
        } finally {
            // In this order, as an object that moves is never nowhere.
            index.changed(to, newName);
            index.changed(from, name);
        }
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try {
            files.link(from, name, to, newName);
        } finally {
            index.changed(to, newName);
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        try {
            files.unlink(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        try {
            files.rmdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public DirectoryHandle root() {
        return files.root();
    }

    @Override
    public @Nullable ReadOps cachedReads() {
        return files.cachedReads();
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
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        files.write(file, bytes);
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        files.copy(source, span, target);
    }

    @Override
    public void setBucketMode(FileHandle file) throws FileFault {
        files.setBucketMode(file);
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
    public boolean spreadSubdirectories(DirectoryHandle dir) {
        return files.spreadSubdirectories(dir);
    }

    @Override
    public void close() {
        index.close();
        files.close();
    }
}
