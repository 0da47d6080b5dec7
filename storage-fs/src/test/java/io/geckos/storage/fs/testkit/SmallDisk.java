package io.geckos.storage.fs.testkit;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.fs.FsSettings;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A file system of a few megabytes: a real one where this process may mount one, else one that only counts. */
public final class SmallDisk implements AutoCloseable {
    public static final long SIZE = 8 << 20;

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final boolean mounted;

    public SmallDisk() throws IOException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", data.toString());
    }

    public Path data() {
        return data;
    }

    public Storage open() throws IOException {
        Map<String, String> given = Map.of("data-dir", data.toString(), "durability", "relaxed", "reserve", "1MiB");
        if (mounted) {
            return new FsStorageProvider().open(given);
        }
        FsSettings settings = FsSettings.of(given);
        DataDirectoryLock lock = DataDirectoryLock.take(
                Files.createDirectories(data.resolve(".geckos3")).resolve(DataDirectoryLock.NAME));
        FileOps files = counting(FsStorageProvider.files(settings));
        return new FsStorage(new DataDirectory(files, Durability.RELAXED, settings.reserve()), lock, settings).start();
    }

    /** What is written is used; what is removed is free again. */
    private static FileOps counting(FileOps files) {
        AtomicLong used = new AtomicLong();
        return AlteredFileOps.of(files, (method, arguments, real) -> switch (method) {
            case "space" -> new FileOps.Space(SIZE - used.get(), SIZE, FileOps.Inodes.UNLIMITED);
            case "write" -> {
                int length = ((ByteBuffer) arguments[1]).remaining();
                if (used.get() + length > SIZE) {
                    throw new FileFault(Errno.ENOSPC, "write", ((FileHandle) arguments[0]).path());
                }
                used.addAndGet(length);
                yield real.call(arguments);
            }
            case "unlink" -> {
                FileStatus stat = files.stat((DirectoryHandle) arguments[0], (String) arguments[1]);
                Object done = real.call(arguments);
                used.addAndGet(stat == null ? 0 : -stat.size());
                yield done;
            }
            default -> real.call(arguments);
        });
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted && !run("umount", data.toString())) {
            throw new IOException("cannot unmount " + data);
        }
        dirs.close();
    }
}
