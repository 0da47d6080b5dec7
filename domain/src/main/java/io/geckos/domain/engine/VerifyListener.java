package io.geckos.domain.engine;

/** Who is told how {@link StorageProvider#verify} goes on, by one thread, as it goes on. */
public interface VerifyListener {
    /** About so much there is to read; told once, before anything else. */
    void expect(long objects, long bytes);

    /** So many bytes more were read. */
    void read(long bytes);

    /** One object more was dealt with. */
    void done();

    /** Something is not as it should be. */
    void found(VerifyFinding finding);
}
