package io.geckos.storage.fs;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageProvider;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.files.linux.InotifyWatcher;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.maintenance.ContentVerifier;
import io.geckos.storage.fs.maintenance.VerifyRun;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryFormat;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.FileSystemProbe;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.Quarantine;
import io.geckos.storage.fs.volume.StartupCleaner;
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
        DataDirectoryUse directory = new DataDirectoryUse(given.dataDir(), given.modes());
        try {
            if (directory.requireUsable()) {
                try (FileOps files = files(given)) {
                    DataDirectoryFormat.require(files);
                }
            }
        } catch (IOException e) {
            throw directory.unavailable(e);
        }
    }

    @Override
    public Storage open(Map<String, String> settings) {
        return openStopped(settings).start();
    }

    @Override
    public Storage openIdle(Map<String, String> settings) {
        return openStopped(settings);
    }

    private static FsStorage openStopped(Map<String, String> settings) {
        FsSettings given = FsSettings.of(settings);
        DataDirectoryUse directory = new DataDirectoryUse(given.dataDir(), given.modes());
        try {
            DataDirectoryLock lock = DataDirectoryLock.take(directory.make().resolve(DataDirectoryLock.NAME));
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

    private static FsStorage open(FsSettings settings, DataDirectoryLock lock) throws FileFault {
        DataDirectory volume = volume(settings);
        try {
            new StartupCleaner(volume).sweep();
            FileSystemProbe.run(volume, settings.coarseTimes());
            DataDirectoryFormat.write(volume);
            return new FsStorage(volume, lock, settings);
        } catch (FileFault | RuntimeException e) {
            volume.close();
            throw e;
        }
    }

    @Override
    public void verify(Map<String, String> settings, boolean repair, VerifyListener inspection) {
        FsSettings given = FsSettings.of(settings);
        DataDirectoryUse directory = new DataDirectoryUse(given.dataDir(), given.modes());
        if (!Files.isDirectory(given.dataDir())) {
            throw directory.unavailable(new NoSuchFileException(given.dataDir().toString()));
        }
        try {
            if (repair) {
                try (DataDirectoryLock _ =
                                DataDirectoryLock.take(directory.make().resolve(DataDirectoryLock.NAME));
                        DataDirectory volume = volume(given)) {
                    inspect(volume.files(), inspection, new Quarantine(volume));
                }
            } else {
                try (FileOps files = files(given)) {
                    DataDirectoryFormat.require(files);
                    inspect(files, inspection, null);
                }
            }
        } catch (IOException e) {
            throw directory.unavailable(e);
        }
    }

    private static void inspect(FileOps files, VerifyListener inspection, @Nullable Quarantine quarantine)
            throws FileFault {
        ObjectLookup lookup = new ObjectLookup(files, new KeyLocks<>());
        new VerifyRun(files, lookup, new ContentVerifier(files, inspection::read), inspection, quarantine).run();
    }

    public static FileOps files(FsSettings settings) throws FileFault {
        return LinuxFileOps.open(settings.dataDir(), settings.modes()).orElseGet(() -> {
            StorageLog.info("no openat2 here: links that are swapped in meanwhile are not noticed");
            return new NioFileOps(settings.dataDir(), settings.modes());
        });
    }

    private static DataDirectory volume(FsSettings settings) throws FileFault {
        FileOps files = files(settings);
        try {
            DataDirectoryFormat.require(files);
            DirectoryWatcher watcher =
                    files instanceof LinuxFileOps ? new InotifyWatcher(files, LinuxFileOps::fd) : DirectoryWatcher.NONE;
            DirectoryIndex index = new DirectoryIndex(files, settings.index(), watcher);
            return new DataDirectory(files, settings.durability(), settings.reserve(), index);
        } catch (FileFault | RuntimeException e) {
            files.close();
            throw e;
        }
    }
}
