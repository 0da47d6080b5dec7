package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;

/** Says that the file system keeps the order of changes, as one with a journal does. */
public final class OrderedFileOps extends ForwardingFileOps {
    public OrderedFileOps(FileOps files) {
        super(files);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }
}
