package io.geckos.bench.load;

import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.s3.S3Client;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of load. */
public enum Workload {
    /** Writes new objects. */
    PUT(Before.NEW_KEYS, After.READ_BACK, "4KiB", 1_000_000),
    /** Reads objects at random. */
    GET(Before.WRITE_ONCE, After.NOTHING, "4KiB", 10_000),
    /** Asks for the headers of objects at random. */
    HEAD(Before.WRITE_ONCE, After.NOTHING, "4KiB", 10_000),
    /** Deletes objects, each once, until none is left. */
    DELETE(Before.WRITE, After.FIND_NONE, "4KiB", 20_000),
    /** Lists page after page to the end, again and again from other places. */
    LIST(Before.WRITE_ONCE, After.NOTHING, "100B", 10_000),
    /** Reads, asks, writes and deletes, each connection its own objects, so that it knows what it must find. */
    MIXED(Before.WRITE, After.NOTHING, "4KiB", 10_000),
    /** Uploads objects in parts. */
    MULTIPART(Before.NOTHING, After.READ_BACK, "64MiB", 8),
    /** Overwrites one object from all connections; one request in ten reads it, and must get one version whole. */
    OVERWRITE_HOT_KEY(Before.WRITE, After.NOTHING, "4KiB", 1),
    /** Writes new small objects into a single directory. */
    MANY_SMALL_IN_ONE_DIRECTORY(Before.NEW_KEYS, After.READ_BACK, "1KiB", 1_000_000);

    private static final int VERSIONS = 16;

    /** The objects that must exist when a run begins. */
    enum Before {
        /** No requirement. */
        NOTHING,
        /** No objects, because each run has its own keys. */
        NEW_KEYS,
        /** All objects. They are written once, because no run changes them. */
        WRITE_ONCE,
        /** All objects, written anew for every run. */
        WRITE
    }

    /** The check after a run. */
    enum After {
        NOTHING,
        /** Reads some of the written objects. */
        READ_BACK,
        /** Checks that some of the deleted objects are gone. */
        FIND_NONE
    }

    private final Before before;
    private final After after;
    private final String usualSizes;
    private final long usualKeys;

    Workload(Before before, After after, String usualSizes, long usualKeys) {
        this.before = before;
        this.after = after;
        this.usualSizes = usualSizes;
        this.usualKeys = usualKeys;
    }

    /** Reads a {@link #title}; throws {@link IllegalArgumentException}. */
    public static Workload parse(String title) {
        for (Workload workload : values()) {
            if (workload.title().equals(title)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("workload " + title + ": allowed are " + titles());
    }

    static String titles() {
        return Arrays.stream(values()).map(Workload::title).collect(Collectors.joining(", "));
    }

    /** The name on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Before before() {
        return before;
    }

    After after() {
        return after;
    }

    /** The default sizes. */
    public SizeDistribution usualSizes() {
        return SizeDistribution.parse(usualSizes);
    }

    /** The default number of keys. */
    public long usualKeys() {
        return usualKeys;
    }

    /** The default number of directories. */
    public int usualDirectories() {
        return this == MANY_SMALL_IN_ONE_DIRECTORY ? 1 : 100;
    }

    /** The task of {@code worker} in this workload. */
    WorkerTask task(LoadWorker worker) {
        S3Client client = worker.client();
        return switch (this) {
            case PUT, MANY_SMALL_IN_ONE_DIRECTORY -> endless(() -> client.put(worker.takeInTurn(), 0));
            case GET -> endless(() -> client.get(worker.any(), 0, 1));
            case HEAD -> endless(() -> client.head(worker.any()));
            case DELETE -> () -> deleteNext(worker);
            case LIST -> new ListTask(worker);
            case MIXED -> new MixedTask(worker);
            case MULTIPART -> new MultipartTask(worker);
            case OVERWRITE_HOT_KEY -> endless(() -> overwrite(worker));
        };
    }

    private interface Step {
        void run() throws RequestFailure;
    }

    private static WorkerTask endless(Step step) {
        return () -> {
            step.run();
            return true;
        };
    }

    private static boolean deleteNext(LoadWorker worker) throws RequestFailure {
        long number = worker.take();
        if (number >= worker.load().objects().count()) {
            return false;
        }
        worker.client().delete(number);
        return true;
    }

    private static void overwrite(LoadWorker worker) throws RequestFailure {
        long number = worker.any();
        if (worker.random().nextInt(10) == 0) {
            worker.client().get(number, 0, VERSIONS);
        } else {
            worker.client().put(number, worker.random().nextInt(VERSIONS));
        }
    }
}
