package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyListener;

/** The output of {@code geckos3 verify}, from the first finding to the totals. */
interface VerifyReport extends VerifyListener, AutoCloseable {
    /** The totals so far. */
    VerifyTotals totals();

    /** Prints the totals, at the end of a complete verification. */
    void finish();

    @Override
    void close();
}
