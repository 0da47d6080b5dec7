package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.FaultyDisk;
import io.geckos.storage.testkit.model.FaultInjectionDisk;
import io.geckos.storage.testkit.model.FaultInjectionModel;
import io.geckos.storage.testkit.model.FaultInjectionModelContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The engine on a disk that fails; and engines that are wrong, of which the model says so briefly. */
class FaultyDiskModelTest extends FaultInjectionModelContract {
    /** What a plan of more than fifty steps is made at most; racers are not repeated exactly, so not always the least. */
    private static final int SHORT = 10;

    private static final int FAILURES = 5;

    @Override
    protected FaultInjectionDisk open() {
        return new FaultyDisk();
    }

    @Test
    void directoriesThatAreNotSyncedAreFound() {
        assertFound(files -> new ForwardingFileOps(files) {
            @Override
            public void sync(DirectoryHandle dir) {
                // Forgotten.
            }
        });
    }

    @Test
    void filesThatAreNotSyncedAreFound() {
        assertFound(files -> new ForwardingFileOps(files) {
            @Override
            public void sync(FileHandle file) {
                // Forgotten.
            }
        });
    }

    @Test
    void aRefusalThatNobodyIsToldOfIsFound() {
        assertFound(files -> new ForwardingFileOps(files) {
            @Override
            public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) {
                try {
                    super.rename(from, name, to, newName);
                } catch (FileFault _) {
                    // Kept quiet.
                }
            }
        });
    }

    /** Some failures are races that seldom repeat and then stay long, so one of several must be made short. */
    private static void assertFound(UnaryOperator<FileOps> wrong) {
        FaultInjectionModel model = new FaultInjectionModel(() -> new FaultyDisk(wrong));
        List<String> failures = new ArrayList<>();
        boolean made = LongStream.range(0, 100)
                .mapToObj(model::failure)
                .flatMap(Optional::stream)
                .limit(FAILURES)
                .peek(failures::add)
                .anyMatch(failure -> failure.startsWith("seed ") && steps(failure) <= SHORT);
        assertTrue(made, () -> String.join("\n", failures));
    }

    private static long steps(String failure) {
        return failure.lines()
                .filter(line -> line.startsWith("  Make[") || line.startsWith("  Fail[") || line.startsWith("  Cut["))
                .count();
    }
}
