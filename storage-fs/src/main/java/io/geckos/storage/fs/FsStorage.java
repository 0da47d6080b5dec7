package io.geckos.storage.fs;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.LatencyHistogram;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectStore;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.maintenance.MaintenanceRound;
import io.geckos.storage.fs.maintenance.MaintenanceSettings;
import io.geckos.storage.fs.maintenance.Scrubber;
import io.geckos.storage.fs.multipart.FsMultipartStore;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The engine, put together. */
public final class FsStorage implements Storage {
    private final DataDirectory volume;
    private final DataDirectoryReplacement replacing;
    private final FsEngine engine;
    private final FsBucketRepository buckets;
    private final FsObjectStore objects;
    private final FsMultipartStore uploads;
    private final FsDocumentStore documents;
    private final FsStorageTransfer transfer;
    private final MaintenanceRound housekeeping;
    private final Scrubber scrub;

    /** Takes over what it is given; its background tasks do not run before {@link #start}. */
    public FsStorage(DataDirectory volume, DataDirectoryLock lock, FsSettings settings) {
        this.volume = volume;
        this.replacing = new DataDirectoryReplacement(settings, volume, lock);
        volume.whenReplaced(replacing::takeOver);
        MaintenanceSettings upkeep = settings.upkeep();
        this.engine = FsEngine.of(volume);
        this.buckets = new FsBucketRepository(engine);
        this.objects = new FsObjectStore(engine);
        this.uploads = engine.multipartStore();
        this.documents = new FsDocumentStore(volume, engine.faults());
        this.transfer = new FsStorageTransfer(engine, buckets, objects);
        this.housekeeping = engine.housekeeping(uploads, upkeep);
        this.scrub = engine.scrub(upkeep.scrubRate());
    }

    /** Begins the work that no request waits for. */
    public FsStorage start() {
        housekeeping.start();
        scrub.start();
        return this;
    }

    public FsEngine engine() {
        return engine;
    }

    public MaintenanceRound housekeeping() {
        return housekeeping;
    }

    @Override
    public BucketRepository buckets() {
        return buckets;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public MultipartStore uploads() {
        return uploads;
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public StorageTransfer transfer() {
        return transfer;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.VERSIONING, StorageCapability.OBJECT_LOCK, StorageCapability.RENAME);
    }

    @Override
    public boolean isVersionId(String text) {
        return VersionName.isVersionId(text);
    }

    @Override
    public List<StorageGauge> measures() {
        List<StorageGauge> measures = new ArrayList<>(volume.space().measures());
        measures.add(scrub.measure());
        return measures;
    }

    @Override
    public List<LatencyHistogram> timings() {
        return volume.syncs().timings();
    }

    @Override
    public Optional<StorageUsage> usage() {
        return Optional.of(engine.holdings().usage());
    }

    @Override
    public Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        return engine.holdings().usage(bucket);
    }

    @Override
    public List<BackgroundTask> backgroundTasks() {
        return List.of(housekeeping.progress(), scrub.progress());
    }

    @Override
    public void check() {
        volume.health().requireWritable();
        try {
            volume.requireInPlace();
            StagedFile.begin(volume, FileAccess.OWNER).close();
        } catch (FileFault fault) {
            throw new StorageException.Unavailable("cannot write: " + fault.getMessage(), fault);
        }
    }

    @Override
    public void close() {
        housekeeping.close();
        scrub.close();
        engine.summaries().close();
        volume.close();
        replacing.close();
    }
}
