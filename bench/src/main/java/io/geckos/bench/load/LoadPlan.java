package io.geckos.bench.load;

import io.geckos.bench.data.KeySequence;
import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.SigningMode;
import java.time.Duration;

/**
 * What a server is put under.
 *
 * @param workload what the connections do
 * @param objects what they do it to
 * @param signing how their requests are signed
 * @param drive how many, how fast and for how long
 * @param shape what only some workloads ask for
 */
public record LoadPlan(Workload workload, ObjectSet objects, SigningMode signing, Drive drive, Shape shape) {
    /**
     * How many, how fast and for how long.
     *
     * @param connections 1 or more
     * @param rate requests due in each second, or 0: each connection sends when its last request is answered
     * @param warmUp before anything is measured
     * @param limit of what is measured
     * @param patience with a server that neither sends nor takes a byte
     * @param heads of signed requests that are kept to be sent again; with 0 each is signed anew
     */
    public record Drive(int connections, double rate, Duration warmUp, Limit limit, Duration patience, int heads) {}

    /**
     * When a phase ends: at whichever comes first. Requests under way are let end.
     *
     * @param time from its beginning
     * @param steps begun
     */
    public record Limit(Duration time, long steps) {
        public static final Duration LONGEST = Duration.ofDays(30);
    }

    /**
     * What only some workloads ask for.
     *
     * @param partSize of multipart uploads, in bytes
     * @param pageSize keys in a page of a listing, 1 to 1000
     * @param mix of the mixed workload
     */
    public record Shape(long partSize, int pageSize, RequestMix mix) {}

    /** The same load on other keys. */
    LoadPlan withPrefix(String prefix) {
        KeySequence keys =
                new KeySequence(prefix, objects.count(), objects.keys().directories());
        return new LoadPlan(workload, new ObjectSet(objects.bucket(), keys, objects.sizes()), signing, drive, shape);
    }
}
