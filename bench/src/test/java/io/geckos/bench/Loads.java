package io.geckos.bench;

import io.geckos.bench.data.Keys;
import io.geckos.bench.data.Sizes;
import io.geckos.bench.load.Load;
import io.geckos.bench.load.Mix;
import io.geckos.bench.load.Workload;
import io.geckos.bench.s3.Objects;
import io.geckos.bench.s3.Signing;
import java.time.Duration;

/** Loads small enough for a test. */
public final class Loads {
    public static final int STEPS = 200;

    private Loads() {}

    public static Load of(Workload workload) {
        return of(workload, Signing.PRESIGNED);
    }

    public static Load of(Workload workload, Signing signing) {
        Objects objects = new Objects("bucket", new Keys(workload.title() + '/', 60, 7), Sizes.parse("0,1000,300KiB"));
        Load.Limit limit = new Load.Limit(Load.Limit.LONGEST, STEPS);
        Load.Drive drive = new Load.Drive(4, 0, Duration.ZERO, limit, Duration.ofSeconds(60), 1 << 16);
        Load.Shape shape = new Load.Shape(100 << 10, 9, Mix.parse("get=4,head=3,put=2,delete=2,list=1"));
        return new Load(workload, objects, signing, drive, shape);
    }

    /** The same with fewer steps, and no patience to speak of. */
    static Load impatient(Load load) {
        Load.Drive drive = load.drive();
        Load.Limit limit = new Load.Limit(drive.limit().time(), 12);
        Load.Drive changed = new Load.Drive(
                drive.connections(), drive.rate(), drive.warmUp(), limit, Duration.ofMillis(1), drive.heads());
        return new Load(load.workload(), load.objects(), load.signing(), changed, load.shape());
    }
}
