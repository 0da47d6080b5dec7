package io.geckos.storage.fs.testkit;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import io.geckos.storage.fs.FsBucketRepository;
import io.geckos.storage.fs.FsDocumentStore;
import io.geckos.storage.fs.FsEngine;
import io.geckos.storage.fs.FsObjectStore;
import io.geckos.storage.fs.FsStorageTransfer;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.testkit.disk.DirectDiskExecutor;
import io.geckos.storage.fs.volume.CommitClock;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryFormat;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.StartupCleaner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The engine over any file system, but for its threads and for the lock, which tests do not need. */
public record SingleThreadedStorage(
        FsEngine engine,
        BucketRepository buckets,
        ObjectStore objects,
        MultipartStore uploads,
        DocumentStore documents,
        StorageTransfer transfer)
        implements Storage {
    private static final Instant FIRST_START = Instant.parse("2026-01-01T00:00:00Z");

    /** Opens a disk as a server does when it starts; each start has an hour of its own, so that runs repeat exactly. */
    public static SingleThreadedStorage on(FileOps files, int start) throws FileFault {
        try {
            DataDirectoryFormat.require(files);
            InstantSource time = InstantSource.fixed(FIRST_START.plus(Duration.ofHours(start)));
            DirectoryIndex index = new DirectoryIndex(files, DirectoryIndex.Limits.DEFAULT, DirectoryWatcher.NONE);
            return on(new DataDirectory(
                    files, Durability.STRICT, 0, index, new CommitClock(time), new DirectDiskExecutor()));
        } catch (FileFault | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static SingleThreadedStorage on(DataDirectory volume) throws FileFault {
        try {
            new StartupCleaner(volume).sweep();
            DataDirectoryFormat.write(volume);
        } catch (FileFault | RuntimeException e) {
            volume.close();
            throw e;
        }
        FsEngine engine = FsEngine.of(volume);
        FsBucketRepository buckets = new FsBucketRepository(engine);
        FsObjectStore objects = new FsObjectStore(engine);
        return new SingleThreadedStorage(
                engine,
                buckets,
                objects,
                engine.multipartStore(),
                new FsDocumentStore(volume, engine.faults()),
                new FsStorageTransfer(engine, buckets, objects));
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.RENAME);
    }

    @Override
    public boolean isVersionId(String text) {
        return false;
    }

    @Override
    public void check() {
        engine.volume().health().requireWritable();
    }

    @Override
    public void close() {
        engine.volume().close();
    }
}
