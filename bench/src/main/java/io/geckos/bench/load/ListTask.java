package io.geckos.bench.load;

import io.geckos.bench.data.KeySequence;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.s3.ListResponse;
import java.util.Map;

/**
 * Lists page after page as clients do, from a random key to the end, and checks that all keys were listed. If there are
 * too few keys for a full page it begins at the first key, because its pages would otherwise be shorter than those of
 * larger sets.
 */
final class ListTask implements WorkerTask {
    private final LoadWorker worker;
    private final KeySequence keys;
    private Map<String, String> position = Map.of();
    private long left;

    ListTask(LoadWorker worker) {
        this.worker = worker;
        this.keys = worker.load().objects().keys();
        begin();
    }

    @Override
    public boolean step() throws RequestFailure {
        boolean listed = false;
        try {
            ListResponse page = worker.client().list(worker.load().shape().pageSize(), position, left);
            left -= page.count();
            position = Map.of("continuation-token", page.token());
            listed = !page.token().isEmpty();
        } finally {
            if (!listed) {
                begin();
            }
        }
        return true;
    }

    private void begin() {
        long after = worker.any();
        boolean full = keys.after(after) >= worker.load().shape().pageSize();
        position = full ? Map.of("start-after", keys.name(after)) : Map.of();
        left = full ? keys.after(after) : keys.count();
    }
}
