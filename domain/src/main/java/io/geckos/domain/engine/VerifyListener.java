package io.geckos.domain.engine;

/** Receives the progress and the findings of {@link StorageProvider#verify}. One thread makes all calls. */
public interface VerifyListener {
    /** Announces about how much there is to read. Called once, before all others. */
    void expect(long objects, long bytes);

    /** Reports that so many more bytes were read. */
    void read(long bytes);

    /** Reports that one more object is finished. */
    void done();

    /** Reports a finding. */
    void found(VerifyFinding finding);
}
