package io.geckos.storage.fs.testkit.disk;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ForwardingFileOps;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records every change, in the order in which they happen. */
public final class RecordingFileOps extends ForwardingFileOps {
    private final MemoryFileOps files;
    private final List<DiskChange> changes = new ArrayList<>();
    private volatile Runnable hook = () -> {};

    public RecordingFileOps(MemoryFileOps files) {
        super(files);
        this.files = files;
    }

    /** Runs {@code hook} before each change from now on. */
    public void beforeEachChange(Runnable hook) {
        this.hook = hook;
    }

    public synchronized List<DiskChange> changes() {
        return List.copyOf(changes);
    }

    /** The number of changes so far. */
    public synchronized int count() {
        return changes.size();
    }

    public synchronized void add(DiskChange change) {
        changes.add(change);
    }

    private void runHook() {
        hook.run();
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        runHook();
        synchronized (this) {
            FileHandle file = super.create(dir, name, access);
            changes.add(new DiskChange.FileWritten(files.number(file), files.content(file)));
            entriesChanged(List.of(new DiskImage.Edit(files.number(dir), name, files.number(file))), true);
            return file;
        }
    }

    private void entriesChanged(List<DiskImage.Edit> edits, boolean together) {
        changes.add(new DiskChange.EntriesChanged(edits, together));
    }

    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        runHook();
        synchronized (this) {
            super.write(file, bytes);
            fileWritten(file);
        }
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        runHook();
        synchronized (this) {
            super.copy(source, span, target);
            fileWritten(target);
        }
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        runHook();
        synchronized (this) {
            super.setModified(file, nanos);
            fileWritten(file);
        }
    }

    private void fileWritten(FileHandle file) {
        changes.add(new DiskChange.FileWritten(files.number(file), files.content(file)));
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        runHook();
        synchronized (this) {
            super.sync(file);
            changes.add(new DiskChange.SyncedFile(files.number(file)));
        }
    }

    /**
     * {@code DirectorySyncBatcher} calls stat(".") before a sync. The hook must run there, because during the sync others
     * wait.
     */
    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        if (name.equals(".")) {
            runHook();
        }
        return super.stat(dir, name);
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        synchronized (this) {
            super.sync(dir);
            changes.add(new DiskChange.SyncedDirectory(files.number(dir)));
        }
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        runHook();
        synchronized (this) {
            super.mkdir(dir, name);
            int made = Objects.requireNonNull(files.find(dir, name));
            changes.add(new DiskChange.MadeDirectory(made));
            entriesChanged(List.of(new DiskImage.Edit(files.number(dir), name, made)), true);
        }
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        runHook();
        synchronized (this) {
            Integer moved = files.find(from, name);
            super.rename(from, name, to, newName);
            if (moved != null && moved.equals(files.find(from, name))) {
                return;
            }
            int source = files.number(from);
            int target = files.number(to);
            int node = Objects.requireNonNull(moved);
            // A directory names its parent, so no file system ever has it in two places.
            entriesChanged(
                    List.of(new DiskImage.Edit(target, newName, node), DiskImage.Edit.removing(source, name)),
                    source == target || files.isDirectory(node));
        }
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        runHook();
        synchronized (this) {
            Integer linked = files.find(from, name);
            super.link(from, name, to, newName);
            int node = Objects.requireNonNull(linked);
            entriesChanged(List.of(new DiskImage.Edit(files.number(to), newName, node)), true);
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        runHook();
        synchronized (this) {
            super.unlink(dir, name);
            entriesChanged(List.of(DiskImage.Edit.removing(files.number(dir), name)), true);
        }
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        runHook();
        synchronized (this) {
            super.rmdir(dir, name);
            entriesChanged(List.of(DiskImage.Edit.removing(files.number(dir), name)), true);
        }
    }
}
