package io.geckos.storage.fs.testkit;

import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Passes every call on: for those that watch or disturb some. */
public abstract class ForwardingFiles implements FileOps {
    private final FileOps files;

    public ForwardingFiles(FileOps files) {
        this.files = files;
    }

    @Override
    public OpenDir root() {
        return files.root();
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
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        return files.create(dir, name);
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
    public void mkdir(OpenDir dir, String name) throws FileFault {
        files.mkdir(dir, name);
    }

    @Override
    public void rename(OpenDir from, String name, OpenDir to, String newName) throws FileFault {
        files.rename(from, name, to, newName);
    }

    @Override
    public void unlink(OpenDir dir, String name) throws FileFault {
        files.unlink(dir, name);
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        files.rmdir(dir, name);
    }

    @Override
    public void close() {
        files.close();
    }
}
