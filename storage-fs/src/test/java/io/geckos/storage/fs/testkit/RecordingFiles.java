package io.geckos.storage.fs.testkit;

import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down every change, in the order in which they happen. */
public final class RecordingFiles extends ForwardingFiles {
    private final MemoryFiles files;
    private final List<Change> changes = new ArrayList<>();
    private volatile Runnable before = () -> {};

    public RecordingFiles(MemoryFiles files) {
        super(files);
        this.files = files;
    }

    /** Runs {@code pause} before every change from now on. */
    public void before(Runnable pause) {
        before = pause;
    }

    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** How many changes there were. */
    synchronized int count() {
        return changes.size();
    }

    public synchronized void add(Change change) {
        changes.add(change);
    }

    private void paused() {
        before.run();
    }

    @Override
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            OpenFile file = super.create(dir, name);
            changes.add(new Change.Wrote(files.number(file), files.content(file)));
            named(List.of(new Image.Edit(files.number(dir), name, files.number(file))), true);
            return file;
        }
    }

    private void named(List<Image.Edit> edits, boolean atOnce) {
        changes.add(new Change.Named(edits, atOnce));
    }

    @Override
    public void write(OpenFile file, ByteBuffer bytes) throws FileFault {
        paused();
        synchronized (this) {
            super.write(file, bytes);
            wrote(file);
        }
    }

    @Override
    public void copy(OpenFile source, Span span, OpenFile target) throws FileFault {
        paused();
        synchronized (this) {
            super.copy(source, span, target);
            wrote(target);
        }
    }

    @Override
    public void setModified(OpenFile file, long nanos) throws FileFault {
        paused();
        synchronized (this) {
            super.setModified(file, nanos);
            wrote(file);
        }
    }

    private void wrote(OpenFile file) {
        changes.add(new Change.Wrote(files.number(file), files.content(file)));
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        paused();
        synchronized (this) {
            super.sync(file);
            changes.add(new Change.SyncedFile(files.number(file)));
        }
    }

    /** Whoever is about to sync a directory looks first which it is; once it syncs, others wait for it. */
    @Override
    public @Nullable Stat stat(OpenDir dir, String name) throws FileFault {
        if (name.equals(".")) {
            paused();
        }
        return super.stat(dir, name);
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        synchronized (this) {
            super.sync(dir);
            changes.add(new Change.SyncedDirectory(files.number(dir)));
        }
    }

    @Override
    public void mkdir(OpenDir dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            super.mkdir(dir, name);
            int made = Objects.requireNonNull(files.find(dir, name));
            changes.add(new Change.MadeDirectory(made));
            named(List.of(new Image.Edit(files.number(dir), name, made)), true);
        }
    }

    @Override
    public void rename(OpenDir from, String name, OpenDir to, String newName) throws FileFault {
        paused();
        synchronized (this) {
            Integer moved = files.find(from, name);
            super.rename(from, name, to, newName);
            int source = files.number(from);
            int target = files.number(to);
            int node = Objects.requireNonNull(moved);
            // A directory names its parent, so no file system ever has it in two places.
            named(
                    List.of(new Image.Edit(target, newName, node), Image.Edit.removing(source, name)),
                    source == target || files.isDirectory(node));
        }
    }

    @Override
    public void unlink(OpenDir dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            super.unlink(dir, name);
            named(List.of(Image.Edit.removing(files.number(dir), name)), true);
        }
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        paused();
        synchronized (this) {
            super.rmdir(dir, name);
            named(List.of(Image.Edit.removing(files.number(dir), name)), true);
        }
    }
}
