package io.geckos.storage.fs;

import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.geckos.domain.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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

    private static FileOps files(Path dataDir) throws FileFault {
        return LinuxFiles.open(dataDir).orElseGet(() -> {
            Log.info("no openat2 here: links that are swapped in meanwhile are not noticed");
            return new PortableFiles(dataDir);
        });
    }

    @Override
    public Storage open(Map<String, String> settings) {
        FsSettings given = FsSettings.of(settings);
        Path internal = given.dataDir().resolve(Volume.INTERNAL);
        try {
            Files.createDirectories(internal);
            DataLock lock = DataLock.take(internal.resolve("lock"));
            try {
                Volume volume = new Volume(files(given.dataDir()), given.durability(), given.reserve());
                Janitor janitor = new Janitor(volume);
                janitor.sweepStaging();
                janitor.sweepBuckets();
                return new FsStorage(volume, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StorageException.Unavailable(
                    "data directory " + given.dataDir() + ": " + e.getMessage() + "; it must be a writable directory",
                    e);
        }
    }
}
