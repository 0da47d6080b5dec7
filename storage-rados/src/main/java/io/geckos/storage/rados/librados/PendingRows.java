package io.geckos.storage.rados.librados;

import io.geckos.storage.rados.librados.ReadOperation.RowIterator;
import java.util.List;

/** A {@link ReadOperation} that was sent. For one thread, which closes it. */
public final class PendingRows implements AutoCloseable {
    private final PendingOperation operation;
    private final List<RowIterator> iterators;
    private final String what;

    PendingRows(PendingOperation operation, List<RowIterator> iterators, String what) {
        this.operation = operation;
        this.iterators = iterators;
        this.what = what;
    }

    /** Waits; one page for each query, in their order. Call once. */
    public List<OmapPage> await() {
        RadosException.check(operation.await(), what);
        return iterators.stream()
                .map(iterator -> iterator.read(operation.arena(), what))
                .toList();
    }

    @Override
    public void close() {
        operation.close();
    }
}
