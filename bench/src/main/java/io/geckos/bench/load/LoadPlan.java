package io.geckos.bench.load;

import io.geckos.bench.data.KeySequence;
import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.SigningMode;
import java.time.Duration;

/**
 * The load on a server.
 *
 * @param workload the operations of the connections
 * @param objects the objects that they use
 * @param signing how their requests are signed
 * @param drive the number of connections, their speed and the time
 * @param shape the settings of single workloads
 */
public record LoadPlan(Workload workload, ObjectSet objects, SigningMode signing, Drive drive, Shape shape) {
    /**
     * The number of connections, their speed and the time.
     *
     * @param connections 1 or more
     * @param rate the requests due in each second; with 0 each connection sends as soon as its last request is answered
     * @param warmUp the time before anything is measured
     * @param limit the end of the measurement
     * @param patience the time limit for a server that neither sends nor takes a byte
     * @param heads the number of signed heads that are cached; with 0 each request is signed anew
     */
    public record Drive(int connections, double rate, Duration warmUp, Limit limit, Duration patience, int heads) {}

    /**
     * The end of a phase, at the first of the two limits. Requests under way are completed.
     *
     * @param time the time since its beginning
     * @param steps the number of steps begun
     */
    public record Limit(Duration time, long steps) {
        public static final Duration LONGEST = Duration.ofDays(30);
    }

    /**
     * The settings of single workloads.
     *
     * @param partSize the part size of multipart uploads, in bytes
     * @param pageSize the keys in a page of a listing, 1 to 1000
     * @param mix the requests of the mixed workload
     */
    public record Shape(long partSize, int pageSize, RequestMix mix) {}

    /** The same load on other keys. */
    LoadPlan withPrefix(String prefix) {
        KeySequence keys =
                new KeySequence(prefix, objects.count(), objects.keys().directories());
        return new LoadPlan(workload, new ObjectSet(objects.bucket(), keys, objects.sizes()), signing, drive, shape);
    }
}
