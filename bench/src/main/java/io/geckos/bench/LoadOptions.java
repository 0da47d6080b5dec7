package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.data.KeySequence;
import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.data.SizeNotation;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RequestMix;
import io.geckos.bench.load.Workload;
import io.geckos.bench.s3.ObjectSet;
import io.geckos.bench.s3.SigningMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command-line options for the load, which all commands share. */
final class LoadOptions {
    private static final long LEAST_PART = 5 << 20;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--bucket",
            defaultValue = "geckos3-bench",
            paramLabel = "NAME",
            description = "made when it is not there (${DEFAULT-VALUE})")
    private String bucket = "";

    @Option(
            names = "--size",
            paramLabel = "SIZES",
            description =
                    "of objects: 4KiB, or by weight 4KiB:70,1MiB:30 (4KiB; many-small 1KiB, list 100B, multipart 64MiB)")
    private @Nullable SizeDistribution sizes;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "how many objects (10000; put and many-small 1000000, delete 20000, multipart 8)")
    private @Nullable Long keys;

    @Option(names = "--directories", paramLabel = "N", description = "that share the objects (100; many-small 1)")
    private @Nullable Integer directories;

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            paramLabel = "N",
            description = "connections (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seconds", paramLabel = "N", description = "to measure (10, unless --operations is given)")
    private @Nullable Integer seconds;

    @Option(names = "--operations", paramLabel = "N", description = "to measure; an upload in parts is one")
    private @Nullable Long operations;

    @Option(
            names = "--warmup",
            defaultValue = "3",
            paramLabel = "SECONDS",
            description = "before it is measured (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "requests due each second; their time counts from when they were due (as fast as they are answered)")
    private double rate;

    @Option(
            names = "--signing",
            defaultValue = "presigned",
            paramLabel = "KIND",
            description = "header, unsigned, presigned or trailer (${DEFAULT-VALUE})")
    private SigningMode signing = SigningMode.PRESIGNED;

    @Option(
            names = "--heads",
            defaultValue = "65536",
            paramLabel = "N",
            description = "of signed requests kept to be sent again; with 0 each is signed anew (${DEFAULT-VALUE})")
    private int heads;

    @Option(
            names = "--part-size",
            converter = SizeNotation.Converter.class,
            defaultValue = "8MiB",
            paramLabel = "SIZE",
            description = "of multipart (${DEFAULT-VALUE})")
    private long partSize;

    @Option(
            names = "--page-size",
            defaultValue = "1000",
            paramLabel = "N",
            description = "keys a page of list, 1 to 1000 (${DEFAULT-VALUE})")
    private int pageSize;

    @Option(
            names = "--mix",
            defaultValue = "get=45,head=30,put=15,delete=10",
            paramLabel = "WEIGHTS",
            description = "of mixed, list too (${DEFAULT-VALUE})")
    private RequestMix mix = RequestMix.parse("get=1");

    @Option(
            names = "--patience",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "with a server that neither sends nor takes a byte (${DEFAULT-VALUE})")
    private int patience;

    /**
     * The load for one workload. Throws {@link ParameterException}, which names the option, if a value is out of range.
     */
    LoadPlan load(Workload workload) {
        long count = keys != null ? keys : workload.usualKeys();
        int folders = directories != null ? directories : workload.usualDirectories();
        check(connections >= 1 && connections <= 10_000, "--concurrency", connections, "1 to 10000");
        check(folders >= 1 && folders <= 99_999, "--directories", folders, "1 to 99999");
        check(count >= 1 && count / folders < 1_000_000_000, "--keys", count, "1 to 1000000000 a directory");
        check(workload != Workload.MIXED || count >= connections, "--keys", count, "for mixed, at least --concurrency");
        check(bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "--bucket", bucket, "names by S3's rules");
        KeySequence names = new KeySequence(workload.title() + '-' + count + '-' + folders + '/', count, folders);
        ObjectSet objects = new ObjectSet(bucket, names, sizes != null ? sizes : workload.usualSizes());
        return new LoadPlan(workload, objects, signing, drive(), shape());
    }

    private LoadPlan.Drive drive() {
        check(seconds == null || seconds >= 1, "--seconds", seconds, "1 or more");
        check(operations == null || operations >= 1, "--operations", operations, "1 or more");
        check(warmUp >= 0, "--warmup", warmUp, "0 or more");
        check(rate >= 0 && rate <= 1e6, "--rate", rate, "0 to 1000000");
        check(patience >= 1, "--patience", patience, "1 or more");
        check(heads >= 0 && heads <= 10_000_000, "--heads", heads, "0 to 10000000");
        Duration unlimited = operations != null ? LoadPlan.Limit.LONGEST : Duration.ofSeconds(10);
        Duration time = seconds != null ? Duration.ofSeconds(seconds) : unlimited;
        LoadPlan.Limit limit = new LoadPlan.Limit(time, operations != null ? operations : Long.MAX_VALUE);
        return new LoadPlan.Drive(
                connections, rate, Duration.ofSeconds(warmUp), limit, Duration.ofSeconds(patience), heads);
    }

    private LoadPlan.Shape shape() {
        check(partSize >= LEAST_PART, "--part-size", SizeNotation.format(partSize), "5MiB or more");
        check(pageSize >= 1 && pageSize <= 1000, "--page-size", pageSize, "1 to 1000");
        return new LoadPlan.Shape(partSize, pageSize, mix);
    }

    private void check(boolean good, String option, @Nullable Object value, String allowed) {
        if (!good) {
            throw new ParameterException(
                    requireNonNull(command).commandLine(), option + " " + value + ": allowed are " + allowed);
        }
    }
}
