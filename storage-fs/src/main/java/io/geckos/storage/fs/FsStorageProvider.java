package io.geckos.storage.fs;

import io.geckos.domain.Inspection;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageProvider;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.Log;
import io.geckos.storage.fs.files.PortableFiles;
import io.geckos.storage.fs.files.Watcher;
import io.geckos.storage.fs.files.linux.Inotify;
import io.geckos.storage.fs.files.linux.LinuxFiles;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.maintenance.Inspector;
import io.geckos.storage.fs.maintenance.Quarantine;
import io.geckos.storage.fs.maintenance.Reading;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.DataLock;
import io.geckos.storage.fs.volume.FileSystemProbe;
import io.geckos.storage.fs.volume.Format;
import io.geckos.storage.fs.volume.Janitor;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    public void checkPlace(Map<String, String> settings) {
        FsSettings given = FsSettings.of(settings);
        DataDirectory directory = new DataDirectory(given.dataDir(), given.modes());
        try {
            if (directory.requireUsable()) {
                try (FileOps files = files(given)) {
                    Format.require(files);
                }
            }
        } catch (IOException e) {
            throw directory.unavailable(e);
        }
    }

    @Override
    public Storage open(Map<String, String> settings) {
        FsSettings given = FsSettings.of(settings);
        DataDirectory directory = new DataDirectory(given.dataDir(), given.modes());
        try {
            DataLock lock = DataLock.take(directory.make().resolve(DataLock.NAME));
            try {
                return open(given, lock);
            } catch (IOException | RuntimeException e) {
                directory.undo();
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw directory.unavailable(e);
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
        DataDirectory directory = new DataDirectory(given.dataDir(), given.modes());
        if (!Files.isDirectory(given.dataDir())) {
            throw directory.unavailable(new NoSuchFileException(given.dataDir().toString()));
        }
        try {
            if (repair) {
                try (DataLock _ = DataLock.take(directory.make().resolve(DataLock.NAME));
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
            throw directory.unavailable(e);
        }
    }

    private static void inspect(FileOps files, Inspection inspection, @Nullable Quarantine quarantine)
            throws FileFault {
        Lookup lookup = new Lookup(files, new KeyLocks<>());
        new Inspector(files, lookup, new Reading(files, inspection::read), inspection, quarantine).run();
    }

    public static FileOps files(FsSettings settings) throws FileFault {
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
}
