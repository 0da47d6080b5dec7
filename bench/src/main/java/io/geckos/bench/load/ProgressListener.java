package io.geckos.bench.load;

/** Receives the progress of phases. */
public interface ProgressListener {
    /** Shows nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void begin(String phase, long total) {}

        @Override
        public void reached(long done) {}

        @Override
        public void end() {}
    };

    /** A phase of {@code total} units begins. */
    void begin(String phase, long total);

    /** The phase has come so far. */
    void reached(long done);

    /** The phase is over. */
    void end();
}
