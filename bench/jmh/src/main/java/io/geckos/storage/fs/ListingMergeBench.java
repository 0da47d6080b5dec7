package io.geckos.storage.fs;

import static java.util.Objects.requireNonNull;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.read.OrderedKeyWalk;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Merges the names of directories into the order of keys: the first 1,000 of 10,000, without reading sidecars. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ListingMergeBench {
    private static final BucketName BUCKET = new BucketName("merge-bench");
    private static final int KEYS = 10_000;
    private static final int PAGE = 1_000;

    /** Directories they are in. */
    @Param({"1", "100", "1000"})
    public int directories;

    private Path data = Path.of("");
    private @Nullable FileOps files;
    private @Nullable DirectoryIndex index;

    /** Makes the files. */
    @Setup
    public void open() throws IOException {
        data = Files.createTempDirectory("geckos3-jmh-");
        for (int i = 0; i < KEYS; i++) {
            Path file = data.resolve("%s/%04d/%06d.txt".formatted(BUCKET, i % directories, i));
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        files = FsStorageProvider.files(FsSettings.of(Map.of(FsSettings.DATA_DIR, data.toString())));
        index = new DirectoryIndex(files, DirectoryIndex.Limits.DEFAULT, DirectoryWatcher.NONE);
    }

    /** Removes them. */
    @TearDown
    public void close() throws IOException {
        requireNonNull(index).close();
        requireNonNull(files).close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The names of a page. */
    @Benchmark
    public int page() throws FileFault {
        ListQuery query = new ListQuery("", Optional.empty(), new ListStart.Start(), PAGE);
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(requireNonNull(files), BUCKET)) {
            OrderedKeyWalk walk = new OrderedKeyWalk(requireNonNull(index), dirs, query);
            int count = 0;
            while (count < PAGE && walk.next() != null) {
                count++;
            }
            if (count < PAGE) {
                throw new IllegalStateException("a page of " + count);
            }
            return count;
        }
    }

    /** The names of a page in which each directory is one entry. */
    @Benchmark
    public List<?> prefixes() throws FileFault {
        ListQuery query = new ListQuery("", Optional.of("/"), new ListStart.Start(), PAGE);
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(requireNonNull(files), BUCKET)) {
            OrderedKeyWalk walk = new OrderedKeyWalk(requireNonNull(index), dirs, query);
            List<Object> entries = new ArrayList<>();
            for (KeyLayout.Named named = walk.next(); named != null && entries.size() < PAGE; named = walk.next()) {
                entries.add(named);
                walk.skip(ListPosition.rollUp(named.text(), query).orElseThrow());
            }
            return entries;
        }
    }
}
