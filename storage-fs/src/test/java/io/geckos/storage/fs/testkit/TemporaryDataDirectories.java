package io.geckos.storage.fs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Empty data directories for one test, removed after it. They are in memory where the system offers that: the suites make
 * and remove tens of thousands of directories, which a journal would make slow and prove nothing more.
 */
public final class TemporaryDataDirectories implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private final Path parent;

    public TemporaryDataDirectories() {
        try {
            parent = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "geckos3-")
                    : Files.createTempDirectory("geckos3-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one. */
    public Path next() {
        try {
            return Files.createTempDirectory(parent, "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(parent)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
