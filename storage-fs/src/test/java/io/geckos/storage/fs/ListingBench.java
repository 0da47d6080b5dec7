package io.geckos.storage.fs;

import com.sun.management.OperatingSystemMXBean;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarWriter;
import io.geckos.storage.fs.maintenance.UsageScan;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Measures listing: makes a bucket of files in one of three shapes, opens the engine on it, and prints how long pages take.
 * The files stay, and are taken as they are by the next run. {@code docs/benchmarks.md} says how to run it.
 */
final class ListingBench {
    private static final BucketName BUCKET = new BucketName("listing-bench");
    private static final int PAGE = 1000;
    private static final int ROUNDS = 101;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;
    private final Path data;
    private final Shape shape;
    private final int count;
    private long printed;

    private ListingBench(PrintStream out, Path data, Shape shape, int count) {
        this.out = out;
        this.data = data;
        this.shape = shape;
        this.count = count;
    }

    /** How keys are spread over directories. */
    private enum Shape {
        /** All in one directory. */
        FLAT,
        /** In 1,000 directories. */
        WIDE,
        /** In 10,000 directories, four below the bucket. */
        DEEP;

        String key(int i) {
            String name = "object-%07d.bin".formatted(scattered(i));
            return switch (this) {
                case FLAT -> name;
                case WIDE -> "dir-%03d/%s".formatted(i % 1000, name);
                case DEEP -> "%d/%d/%d/%d/%s".formatted(i % 10, i / 10 % 10, i / 100 % 10, i / 1000 % 10, name);
            };
        }

        /** Files are made in no order of their names, as they would be; each number below 10,000,000 comes once. */
        private static int scattered(int i) {
            return (int) (i * 7_368_787L % 10_000_000);
        }
    }

    /**
     * Arguments: data directory, shape, how many files, of how many one has a sidecar (0: none); and {@code delete} to
     * remove the files in the end and measure how long it takes to delete the bucket.
     */
    public static void main(String... args) throws IOException {
        Path data = Path.of(args[0]);
        Shape shape = Shape.valueOf(args[1].toUpperCase(Locale.ROOT));
        ListingBench bench = new ListingBench(System.out, data, shape, Integer.parseInt(args[2]));
        if (!Files.exists(data)) {
            bench.makeFiles(Integer.parseInt(args[3]));
        }
        bench.measure();
        if (args.length > 4 && args[4].equals("delete")) {
            bench.delete();
        }
    }

    private void makeFiles(int everyNth) throws IOException {
        long began = System.nanoTime();
        Path bucket = Files.createDirectories(data.resolve(BUCKET.value()));
        for (int i = 0; i < count; i++) {
            Path file = bucket.resolve(shape.key(i));
            if (shape != Shape.FLAT && i < 10_000) {
                Files.createDirectories(file.getParent());
            }
            Files.createFile(file);
            if (everyNth > 0 && i % everyNth == 0) {
                Files.write(file.resolveSibling(file.getFileName() + KeyLayout.SIDECAR), sidecar(file));
            }
        }
        print("made the files", began);
    }

    private static byte[] sidecar(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        ObjectMetadata entry = new ObjectMetadata(
                new ObjectMetadata.Binding(
                        0, FileStatus.nanos(found.lastModifiedTime().toInstant())),
                new ETag("d41d8cd98f00b204e9800998ecf8427e"),
                found.lastModifiedTime().toInstant(),
                new ObjectSpec(Map.of("content-type", "application/octet-stream"), Map.of(), Map.of()),
                List.of(Checksum.full(ChecksumAlgorithm.CRC64NVME, new byte[8])),
                null,
                List.of());
        return SidecarWriter.write(new Sidecar(entry, null));
    }

    /** Nothing that goes on by itself. */
    private Map<String, String> settings() {
        return Map.of("data-dir", data.toString(), "adopt-rate", "0", "housekeeping-interval", "0s");
    }

    private void measure() {
        try (Storage storage = new FsStorageProvider().open(settings())) {
            time(storage, "first page with delimiter", "", Optional.of("/"), ListStart.START);
            time(storage, "first page of keys", "", Optional.empty(), ListStart.START);
            long began = System.nanoTime();
            int listed = all(storage);
            print("all " + listed + " keys, page by page", began);
            if (listed != count) {
                throw new IllegalStateException("listed " + listed + " keys of " + count);
            }
            Random random = new Random(1);
            measure(
                    storage,
                    "a page of " + PAGE + " keys behind a random key",
                    Optional.empty(),
                    () -> new ListStart.After(shape.key(random.nextInt(count))));
            measure(storage, "a page with delimiter from the start", Optional.of("/"), () -> ListStart.START);
            measure(
                    storage,
                    "one key behind a random key",
                    Optional.empty(),
                    1,
                    () -> new ListStart.After(shape.key(random.nextInt(count))));
            count((FsStorage) storage);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            out.printf("%-45s %10.1f MB%n", "heap in use", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
        }
    }

    /** What a round does first, at full speed; it gives itself a tenth of that. */
    private void count(FsStorage storage) {
        long began = System.nanoTime();
        try {
            UsageScan.run(storage.engine().counted(), BUCKET, new RateLimiter(Long.MAX_VALUE));
        } catch (FileFault fault) {
            throw new IllegalStateException(fault);
        }
        print("all counted, without pauses", began);
    }

    private void delete() throws IOException {
        Path bucket = data.resolve(BUCKET.value());
        for (int i = 0; i < count; i++) {
            Path file = bucket.resolve(shape.key(i));
            Files.delete(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + KeyLayout.SIDECAR));
        }
        try (Storage storage = new FsStorageProvider().open(settings())) {
            long began = System.nanoTime();
            storage.buckets().delete(BUCKET);
            print("the emptied bucket deleted", began);
        }
    }

    /** Where a page begins. */
    private interface Start {
        ListStart from();
    }

    private void measure(Storage storage, String what, Optional<String> delimiter, Start start) {
        measure(storage, what, delimiter, PAGE, start);
    }

    private void measure(Storage storage, String what, Optional<String> delimiter, int limit, Start start) {
        double[] millis = new double[ROUNDS];
        long cpu = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            ListStart from = start.from();
            long began = System.nanoTime();
            page(storage, "", delimiter, from, limit);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        double mean = (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / ROUNDS;
        Arrays.sort(millis);
        out.printf(
                "%-45s %10.2f ms median, %.2f least, %.2f p90, %.2f most; CPU %.2f mean%n",
                what, millis[ROUNDS / 2], millis[0], millis[ROUNDS * 9 / 10], millis[ROUNDS - 1], mean);
    }

    private int all(Storage storage) {
        int listed = 0;
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<ListEntry> page = page(storage, "", Optional.empty(), from.get(), PAGE);
            listed += page.items().size();
            from = page.next().map(ListStart.Cursor::new);
        }
        return listed;
    }

    private void time(Storage storage, String what, String prefix, Optional<String> delimiter, ListStart from) {
        long began = System.nanoTime();
        int size = page(storage, prefix, delimiter, from, PAGE).items().size();
        print(what + " (" + size + ")", began);
    }

    private static ListPage<ListEntry> page(
            Storage storage, String prefix, Optional<String> delimiter, ListStart from, int limit) {
        return storage.objects().list(BUCKET, new ListQuery(prefix, delimiter, from, limit));
    }

    private void print(String what, long began) {
        long cpu = SYSTEM.getProcessCpuTime();
        out.printf(
                "%-45s %10.2f ms; CPU %.2f since the last line%n",
                what, (System.nanoTime() - began) / 1e6, (cpu - printed) / 1e6);
        printed = cpu;
    }
}
