package io.geckos.storage.fs.format;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.FileType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From keys to names, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyLayoutBench {
    /** The key. */
    @Param({"photos/2024/summer/IMG_0042.jpg", "a//../b/notes.metadata.json", "фото/日本/🐈.jpg"})
    public String text = "a";

    private ObjectKey key = new ObjectKey("a");
    private KeyLayout.Directory directory = KeyLayout.Directory.BUCKET;
    private String name = "";

    /** Finds its place. */
    @Setup
    public void place() {
        key = new ObjectKey(text);
        ObjectPath place = KeyLayout.places(key).getFirst();
        directory =
                new KeyLayout.Directory(Tree.BUCKET, place.directory(), text.substring(0, text.lastIndexOf('/') + 1));
        name = place.name();
    }

    /** Where a key may stand. */
    @Benchmark
    public List<?> places() {
        return KeyLayout.places(key);
    }

    /** What a name stands for. */
    @Benchmark
    public @Nullable Object read() {
        return KeyLayout.read(directory, name, FileType.REGULAR);
    }
}
