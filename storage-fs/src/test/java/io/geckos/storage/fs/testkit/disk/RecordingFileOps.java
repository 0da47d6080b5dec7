package io.geckos.storage.fs.testkit.disk;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down every change, in the order in which they happen. */
public final class RecordingFileOps extends ForwardingFileOps {
    private final MemoryFileOps files;
    private final List<DiskChange> changes = new ArrayList<>();
    private volatile Runnable before = () -> {};

    public RecordingFileOps(MemoryFileOps files) {
        super(files);
        this.files = files;
    }

    /** Runs {@code pause} before every change from now on. */
    public void before(Runnable pause) {
        before = pause;
    }

    public synchronized List<DiskChange> changes() {
        return List.copyOf(changes);
    }

    /** How many changes there were. */
    public synchronized int count() {
        return changes.size();
    }

    public synchronized void add(DiskChange change) {
        changes.add(change);
    }

    private void paused() {
        before.run();
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            FileHandle file = super.create(dir, name);
            changes.add(new DiskChange.Wrote(files.number(file), files.content(file)));
            named(List.of(new DiskImage.Edit(files.number(dir), name, files.number(file))), true);
            return file;
        }
    }

    private void named(List<DiskImage.Edit> edits, boolean atOnce) {
        changes.add(new DiskChange.Named(edits, atOnce));
    }

    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        paused();
        synchronized (this) {
            super.write(file, bytes);
            wrote(file);
        }
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        paused();
        synchronized (this) {
            super.copy(source, span, target);
            wrote(target);
        }
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        paused();
        synchronized (this) {
            super.setModified(file, nanos);
            wrote(file);
        }
    }

    private void wrote(FileHandle file) {
        changes.add(new DiskChange.Wrote(files.number(file), files.content(file)));
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        paused();
        synchronized (this) {
            super.sync(file);
            changes.add(new DiskChange.SyncedFile(files.number(file)));
        }
    }

    /** Whoever is about to sync a directory looks first which it is; once it syncs, others wait for it. */
    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        if (name.equals(".")) {
            paused();
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
        paused();
        synchronized (this) {
            super.mkdir(dir, name);
            int made = Objects.requireNonNull(files.find(dir, name));
            changes.add(new DiskChange.MadeDirectory(made));
            named(List.of(new DiskImage.Edit(files.number(dir), name, made)), true);
        }
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        paused();
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
            named(
                    List.of(new DiskImage.Edit(target, newName, node), DiskImage.Edit.removing(source, name)),
                    source == target || files.isDirectory(node));
        }
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        paused();
        synchronized (this) {
            Integer linked = files.find(from, name);
            super.link(from, name, to, newName);
            int node = Objects.requireNonNull(linked);
            named(List.of(new DiskImage.Edit(files.number(to), newName, node)), true);
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            super.unlink(dir, name);
            named(List.of(DiskImage.Edit.removing(files.number(dir), name)), true);
        }
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            super.rmdir(dir, name);
            named(List.of(DiskImage.Edit.removing(files.number(dir), name)), true);
        }
    }
}
