package io.geckos.storage.fs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a data directory as a person would. */
public final class DirectoryContents {
    private DirectoryContents() {}

    /** The names in a directory, sorted. */
    public static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all that is staged, sorted. */
    public static List<String> staged(Path data) {
        Path spread = data.resolve(".geckos3/staging.d");
        Stream<String> places = Files.exists(spread) ? names(spread).stream() : Stream.of();
        return Stream.concat(
                        names(data.resolve(".geckos3/staging")).stream(),
                        places.flatMap(place -> names(spread.resolve(place)).stream()))
                .sorted()
                .toList();
    }

    /** Removes a directory with all that is in it. */
    public static void remove(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
