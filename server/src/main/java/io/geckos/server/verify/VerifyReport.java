package io.geckos.server.verify;

import io.geckos.domain.engine.VerifyListener;

/** What {@code geckos3 verify} prints, from the first finding to the totals. */
interface VerifyReport extends VerifyListener, AutoCloseable {
    /** All that was told. */
    VerifyTotals totals();

    /** Prints the totals: the verification came to its end. */
    void finish();

    @Override
    void close();
}
