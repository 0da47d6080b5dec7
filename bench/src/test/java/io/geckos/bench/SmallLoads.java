package io.geckos.bench;

import io.geckos.bench.data.KeySequence;
import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RequestMix;
import io.geckos.bench.load.Workload;
import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.SigningMode;
import java.time.Duration;

/** Loads small enough for a test. */
public final class SmallLoads {
    public static final int STEPS = 200;

    private SmallLoads() {}

    public static LoadPlan of(Workload workload) {
        return of(workload, SigningMode.PRESIGNED);
    }

    public static LoadPlan of(Workload workload, SigningMode signing) {
        ObjectSet objects = new ObjectSet(
                "bucket", new KeySequence(workload.title() + '/', 60, 7), SizeDistribution.parse("0,1000,300KiB"));
        LoadPlan.Limit limit = new LoadPlan.Limit(LoadPlan.Limit.LONGEST, STEPS);
        LoadPlan.Drive drive = new LoadPlan.Drive(4, 0, Duration.ZERO, limit, Duration.ofSeconds(60), 1 << 16);
        LoadPlan.Shape shape = new LoadPlan.Shape(100 << 10, 9, RequestMix.parse("get=4,head=3,put=2,delete=2,list=1"));
        return new LoadPlan(workload, objects, signing, drive, shape);
    }

    /** The same with fewer steps, and no patience to speak of. */
    static LoadPlan impatient(LoadPlan load) {
        LoadPlan.Drive drive = load.drive();
        LoadPlan.Limit limit = new LoadPlan.Limit(drive.limit().time(), 12);
        LoadPlan.Drive changed = new LoadPlan.Drive(
                drive.connections(), drive.rate(), drive.warmUp(), limit, Duration.ofMillis(1), drive.heads());
        return new LoadPlan(load.workload(), load.objects(), load.signing(), changed, load.shape());
    }
}
