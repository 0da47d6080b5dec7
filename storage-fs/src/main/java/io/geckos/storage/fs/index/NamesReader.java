package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.format.Layout;
import java.util.ArrayList;
import java.util.List;

/** Reads all names of a directory, which come in no order. */
final class NamesReader {
    private static final int BATCH = 4096;

    private final Layout.Within within;
    private final long maxNames;
    private final long maxBytes;
    private final SortedRuns runs = new SortedRuns();
    private long count;

    /** Reads no more than so many names, or so many bytes of them. */
    NamesReader(Layout.Within within, long maxNames, long maxBytes) {
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

    /** Leaves a directory in the middle. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    Names read(FileOps files, OpenDir dir) throws FileFault, TooMany {
        try {
            files.list(dir, (name, type) -> {
                if (name != null) {
                    add(name, type);
                }
            });
        } catch (Enough _) {
            throw new TooMany();
        }
        return names();
    }

    private void add(String name, FileType type) {
        Layout.Named named = Layout.read(within, name, type);
        if (named == null) {
            return;
        }
        String data = Names.describedBy(named);
        runs.add(
                data == null
                        ? NameBytes.write(within, named)
                        : NameBytes.write(within, Layout.file(within, data), NameBytes.Kind.DESCRIBED));
        if (++count > maxNames || runs.bytes() > maxBytes) {
            throw new Enough();
        }
    }

    /** Sidecars stand right behind their files so far; those without one get places of their own. */
    private Names names() {
        Names names = new Names(within);
        SortedRuns loose = new SortedRuns();
        List<byte[]> batch = new ArrayList<>(BATCH + 1);
        runs.forEach(bytes -> {
            byte[] last = batch.isEmpty() ? bytes : batch.getLast();
            if (NameBytes.kind(bytes) != NameBytes.Kind.DESCRIBED) {
                flush(batch, BATCH, names);
                batch.add(bytes);
            } else if (NameBytes.kind(last) == NameBytes.Kind.FILE && NameBytes.isDescribed(last, bytes)) {
                batch.set(batch.size() - 1, bytes);
            } else {
                loose.add(bytes);
            }
        });
        flush(batch, 1, names);
        loose.forEach(bytes -> names.set(NameBytes.read(within, bytes).name() + Layout.SIDECAR, FileType.REGULAR));
        return names;
    }

    private static void flush(List<byte[]> batch, int least, Names names) {
        if (batch.size() >= least) {
            names.append(batch);
            batch.clear();
        }
    }
}
