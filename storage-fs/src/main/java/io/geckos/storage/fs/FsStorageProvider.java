package io.geckos.storage.fs;

import io.geckos.domain.Inspection;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.geckos.domain.StorageProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a data directory. */
public final class FsStorageProvider implements StorageProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FsStorageProvider() {}

    @Override
    public String type() {
        return "fs";
    }

    @Override
    public Map<String, String> defaults() {
        return FsSettings.DEFAULTS;
    }

    @Override
    public void check(Map<String, String> settings) {
        FsSettings _ = FsSettings.of(settings);
    }

    @Override
    public Storage open(Map<String, String> settings) {
        FsSettings given = FsSettings.of(settings);
        try {
            DataLock lock = DataLock.take(makeDirectories(given).resolve(DataLock.NAME));
            try {
                return open(given, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unavailable(given, e, "it must be a writable directory");
        }
    }

    private static Storage open(FsSettings settings, DataLock lock) throws FileFault {
        Volume volume = volume(settings);
        try {
            Janitor janitor = new Janitor(volume);
            janitor.sweepStaging();
            janitor.sweepBuckets();
            FileSystemProbe.run(volume, settings.coarseTimes());
            Format.write(volume);
            return new FsStorage(volume, lock, settings);
        } catch (FileFault | RuntimeException e) {
            volume.close();
            throw e;
        }
    }

    @Override
    public void verify(Map<String, String> settings, boolean repair, Inspection inspection) {
        FsSettings given = FsSettings.of(settings);
        if (!Files.isDirectory(given.dataDir())) {
            throw new StorageException.Unavailable("data directory " + given.dataDir() + ": is no directory");
        }
        try {
            if (repair) {
                try (DataLock _ = DataLock.take(makeDirectories(given).resolve(DataLock.NAME));
                        Volume volume = volume(given)) {
                    inspect(volume.files(), inspection, new Quarantine(volume));
                }
            } else {
                try (FileOps files = files(given)) {
                    Format.require(files);
                    inspect(files, inspection, null);
                }
            }
        } catch (IOException e) {
            throw unavailable(given, e, "it must be a readable directory");
        }
    }

    private static void inspect(FileOps files, Inspection inspection, @Nullable Quarantine quarantine)
            throws FileFault {
        Lookup lookup = new Lookup(files, new KeyLocks<>());
        new Inspector(files, lookup, new Reading(files, inspection::read), inspection, quarantine).run();
    }

    private static StorageException unavailable(FsSettings settings, IOException e, String wanted) {
        return new StorageException.Unavailable(
                "data directory " + settings.dataDir() + ": " + e.getMessage() + "; " + wanted, e);
    }

    static FileOps files(FsSettings settings) throws FileFault {
        return LinuxFiles.open(settings.dataDir(), settings.modes()).orElseGet(() -> {
            Log.info("no openat2 here: links that are swapped in meanwhile are not noticed");
            return new PortableFiles(settings.dataDir(), settings.modes());
        });
    }

    private static Volume volume(FsSettings settings) throws FileFault {
        FileOps files = files(settings);
        try {
            Format.require(files);
            Watcher watcher = files instanceof LinuxFiles ? new Inotify(files, LinuxFiles::fd) : Watcher.NONE;
            DirectoryIndex index = new DirectoryIndex(files, settings.index(), watcher);
            return new Volume(files, settings.durability(), settings.reserve(), index);
        } catch (FileFault | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Makes a directory and those above it, none of which a loss of power takes away again with all that is in it. */
    private static void makeDurably(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent == null || Files.isDirectory(directory)) {
            return;
        }
        makeDurably(parent);
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes what is missing, and answers the directory of all that is internal, which no other user can enter. */
    private static Path makeDirectories(FsSettings settings) throws IOException {
        Path data = settings.dataDir();
        if (!Files.isDirectory(data)) {
            makeDurably(data);
            Modes.set(data, settings.modes().directory());
        }
        Path internal = data.resolve(InternalPaths.ROOT);
        if (!Files.isDirectory(internal, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(internal, Modes.attributes(Modes.OWNER_DIRECTORY));
        }
        Modes.set(internal, Modes.OWNER_DIRECTORY);
        return internal;
    }
}
