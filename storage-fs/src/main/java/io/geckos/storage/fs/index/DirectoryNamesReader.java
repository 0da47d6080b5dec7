package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import java.util.ArrayList;
import java.util.List;

/** Reads all names of a directory, which come in no order. */
final class DirectoryNamesReader {
    private static final int BATCH = 4096;

    private final KeyLayout.Directory within;
    private final long maxNames;
    private final long maxBytes;
    private final MergedRuns runs = new MergedRuns();
    private long count;

    /** Reads no more than so many names, or so many bytes of them. */
    DirectoryNamesReader(KeyLayout.Directory within, long maxNames, long maxBytes) {
        this.within = within;
        this.maxNames = maxNames;
        this.maxBytes = maxBytes;
    }

    /** Thrown when there is more than was to be read. */
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }

    SortedNames read(FileOps files, DirectoryHandle dir) throws FileFault, TooMany {
        if (!files.listWhile(dir, (name, type) -> name == null || add(name, type))) {
            throw new TooMany();
        }
        return names();
    }

    /** Returns whether there is room for more. */
    private boolean add(String name, FileType type) {
        KeyLayout.Named named = KeyLayout.read(within, name, type);
        if (named == null) {
            return true;
        }
        String data = SortedNames.describedBy(named);
        runs.add(
                data == null
                        ? NameEncoding.write(within, named)
                        : NameEncoding.write(within, KeyLayout.file(within, data), NameEncoding.Kind.DESCRIBED));
        return ++count <= maxNames && runs.bytes() <= maxBytes;
    }

    /** Sidecars stand right behind their files so far; those without one get places of their own. */
    private SortedNames names() {
        SortedNames names = new SortedNames(within);
        MergedRuns loose = new MergedRuns();
        List<byte[]> batch = new ArrayList<>(BATCH + 1);
        runs.forEach(bytes -> {
            byte[] last = batch.isEmpty() ? bytes : batch.getLast();
            if (NameEncoding.kind(bytes) != NameEncoding.Kind.DESCRIBED) {
                flush(batch, BATCH, names);
                batch.add(bytes);
            } else if (NameEncoding.kind(last) == NameEncoding.Kind.FILE && NameEncoding.isDescribed(last, bytes)) {
                batch.set(batch.size() - 1, bytes);
            } else {
                loose.add(bytes);
            }
        });
        flush(batch, 1, names);
        loose.forEach(
                bytes -> names.set(NameEncoding.read(within, bytes).name() + KeyLayout.SIDECAR, FileType.REGULAR));
        return names;
    }

    private static void flush(List<byte[]> batch, int least, SortedNames names) {
        if (batch.size() >= least) {
            names.append(batch);
            batch.clear();
        }
    }
}
