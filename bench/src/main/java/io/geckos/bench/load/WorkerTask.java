package io.geckos.bench.load;

import io.geckos.bench.http.RequestFailure;

/** The repeated work of one connection. Used by one thread at a time. */
interface WorkerTask {
    /** Does the next step; false when there is none left. */
    boolean step() throws RequestFailure;
}
