package io.geckos.storage.fs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.files.linux.LinuxHandle;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Others may have a lease of a file, as file servers have for their clients; opening it asks them to let go. */
class FileLeaseTest {
    private static final int F_SETSIG = 10;
    private static final int F_SETLEASE = 1024;
    private static final int F_WRLCK = 1;
    private static final int F_UNLCK = 2;

    /** A signal nobody minds, instead of the usual one, which would end the process. */
    private static final int SIGURG = 23;

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final FileOps files =
            LinuxFileOps.open(data, new FileModes(0666, 0777)).orElseThrow();

    FileLeaseTest() throws FileFault {}

    @AfterEach
    void close() {
        files.close();
        dirs.close();
    }

    @Test
    void whoeverWaitsForAFileKeepsNobodyElseWaiting() throws Exception {
        Files.writeString(data.resolve("file"), "content");
        AtomicBoolean released = new AtomicBoolean();
        try (FileHandle holder = Objects.requireNonNull(files.open(files.root(), "file"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            control(holder, F_SETSIG, SIGURG);
            control(holder, F_SETLEASE, F_WRLCK);
            Callable<Boolean> opening = () -> {
                try (FileHandle file = files.open(files.root(), "file")) {
                    return file != null && released.get();
                }
            };
            List<Future<Boolean>> openings = new ArrayList<>();
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                openings.add(threads.submit(opening));
            }
            Callable<Boolean> releasing = () -> {
                released.set(true);
                control(holder, F_SETLEASE, F_UNLCK);
                return true;
            };
            threads.submit(releasing).get();
            for (Future<Boolean> opened : openings) {
                assertTrue(opened.get());
            }
        }
    }

    @Test
    void aFileThatIsNotLetGoOfIsBusy() throws IOException {
        Files.writeString(data.resolve("file"), "content");
        try (FileHandle holder = Objects.requireNonNull(files.open(files.root(), "file"))) {
            control(holder, F_SETSIG, SIGURG);
            control(holder, F_SETLEASE, F_WRLCK);
            FileFault fault = assertThrows(FileFault.class, () -> files.open(files.root(), "file"));
            assertEquals(Errno.EAGAIN, fault.errno());
        }
    }

    @SuppressWarnings("restricted")
    private static void control(FileHandle file, int command, int argument) {
        Linker linker = Linker.nativeLinker();
        MethodHandle fcntl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("fcntl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        try {
            assertNotEquals(-1, (int) fcntl.invokeExact((int) ((LinuxHandle) file).number, command, argument));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of C throws nothing", e);
        }
    }
}
