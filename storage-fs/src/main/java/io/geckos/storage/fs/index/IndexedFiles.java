package io.geckos.storage.fs.index;

import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.files.Stat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells the index of every name that comes or goes, so that no one who writes can forget to. */
public final class IndexedFiles implements FileOps {
    private final FileOps files;
    private final DirectoryIndex index;

    public IndexedFiles(FileOps files, DirectoryIndex index) {
        this.files = files;
        this.index = index;
    }

    @Override
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        try {
            return files.create(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void mkdir(OpenDir dir, String name) throws FileFault {
        try {
            files.mkdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rename(OpenDir from, String name, OpenDir to, String newName) throws FileFault {
        try {
            files.rename(from, name, to, newName);
        } finally {
            // In this order, as an object that moves is never nowhere.
            index.changed(to, newName);
            index.changed(from, name);
        }
    }

    @Override
    public void unlink(OpenDir dir, String name) throws FileFault {
        try {
            files.unlink(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        try {
            files.rmdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public OpenDir root() {
        return files.root();
    }

    @Override
    public @Nullable ReadOps atOnce() {
        return files.atOnce();
    }

    @Override
    public boolean isInPlace(OpenDir dir) throws FileFault {
        return files.isInPlace(dir);
    }

    @Override
    public boolean reopen() throws FileFault {
        return files.reopen();
    }

    @Override
    public @Nullable OpenDir openDir(OpenDir base, String path) throws FileFault {
        return files.openDir(base, path);
    }

    @Override
    public void list(OpenDir dir, EntryVisitor visitor) throws FileFault {
        files.list(dir, visitor);
    }

    @Override
    public @Nullable Stat stat(OpenDir dir, String name) throws FileFault {
        return files.stat(dir, name);
    }

    @Override
    public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
        return files.open(dir, name);
    }

    @Override
    public Stat stat(OpenFile file) throws FileFault {
        return files.stat(file);
    }

    @Override
    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return files.read(file, buffer, position);
    }

    @Override
    public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return files.readAtOnce(file, buffer, position);
    }

    @Override
    public Space space() throws FileFault {
        return files.space();
    }

    @Override
    public void write(OpenFile file, ByteBuffer bytes) throws FileFault {
        files.write(file, bytes);
    }

    @Override
    public void copy(OpenFile source, Span span, OpenFile target) throws FileFault {
        files.copy(source, span, target);
    }

    @Override
    public void publish(OpenFile file) throws FileFault {
        files.publish(file);
    }

    @Override
    public void setModified(OpenFile file, long nanos) throws FileFault {
        files.setModified(file, nanos);
    }

    @Override
    public void beginSync(OpenFile file, Span span) {
        files.beginSync(file, span);
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        files.sync(file);
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        files.sync(dir);
    }

    @Override
    public boolean keepApart(OpenDir dir) {
        return files.keepApart(dir);
    }

    @Override
    public void close() {
        index.close();
        files.close();
    }
}
