package io.geckos.storage.rados;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectStore;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.FormatMarker;
import io.geckos.storage.rados.bucket.RadosBucketRepository;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.UploadMemory;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.ShardUsage;
import io.geckos.storage.rados.maintenance.GarbageCollection;
import io.geckos.storage.rados.maintenance.OrphanSweep;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.rados.multipart.RadosMultipartStore;
import io.geckos.storage.rados.object.RadosObjectStore;
import io.geckos.storage.rados.object.RadosStorageTransfer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The engine on one namespace of a cluster. */
final class RadosStorage implements Storage {
    private static final Pattern VERSION_ID = Pattern.compile("[0-9a-f]{32}");

    /** No upload is refused that stood still for less time. */
    private static final Duration MIN_UPLOAD_LIMIT = Duration.ofMinutes(10);

    private final RadosConnection connection;
    private final BucketCatalog catalog;
    private final BucketRepository buckets;
    private final ObjectStore objects;
    private final MultipartStore uploads;
    private final StorageTransfer transfer;
    private final DocumentStore documents;
    private final ShardUsage usage;
    private final GarbageCollection garbage;
    private final OrphanSweep orphans;
    private final Resharding resharding;
    private volatile boolean closed;

    /**
     * Opens the engine.
     *
     * @param shards the number of shards of a new bucket
     * @param grace the time after which bytes that no row names are removed
     * @param maxRows the number of rows in a shard above which it is split
     */
    RadosStorage(RadosConnection connection, int shards, Duration grace, int maxRows, UploadMemory memory) {
        this.connection = connection;
        this.catalog = new BucketCatalog(connection.meta());
        FormatMarker.require(connection.meta());
        this.documents = new RadosDocumentStore(connection.meta());
        this.resharding = new Resharding(connection.meta(), catalog, documents, maxRows);
        KeyIndex index = new KeyIndex(connection.meta(), catalog, resharding::count);
        // An upload must end well before its bytes could be taken for garbage.
        Duration half = grace.dividedBy(2);
        Duration limit = half.compareTo(MIN_UPLOAD_LIMIT) > 0 ? half : MIN_UPLOAD_LIMIT;
        DataPool data = new DataPool(connection.data(), limit, memory);
        RadosBucketRepository repository = new RadosBucketRepository(connection.meta(), catalog, shards);
        this.buckets = repository;
        this.objects = new RadosObjectStore(index, data);
        this.uploads = new RadosMultipartStore(index, data);
        this.transfer = new RadosStorageTransfer(index, data, repository);
        this.usage = new ShardUsage(index);
        this.garbage = new GarbageCollection(index, data, documents, grace);
        this.orphans = new OrphanSweep(index, data, documents, grace);
    }

    /** Starts the background tasks. */
    RadosStorage start() {
        garbage.start();
        orphans.start();
        resharding.start();
        return this;
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
        return Set.of(StorageCapability.VERSIONING, StorageCapability.OBJECT_LOCK);
    }

    @Override
    public boolean isVersionId(String text) {
        return VERSION_ID.matcher(text).matches();
    }

    @Override
    public List<StorageGauge> measures() {
        return List.of(new StorageGauge(
                "ceph.timeouts",
                "Operations that the Ceph cluster did not answer in time",
                true,
                () -> connection.meta().timeouts() + connection.data().timeouts()));
    }

    @Override
    public Optional<StorageUsage> usage() {
        return Optional.of(usage.ofAll());
    }

    @Override
    public Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        try {
            return Optional.of(usage.of(bucket));
        } catch (NoSuchBucket _) {
            return Optional.empty();
        }
    }

    @Override
    public List<BackgroundTask> backgroundTasks() {
        return List.of(garbage.progress(), orphans.progress(), resharding.progress());
    }

    @Override
    public void check() {
        if (closed) {
            throw new Unavailable("the storage is closed");
        }
        try {
            catalog.list("", "", 1);
        } catch (Unavailable e) {
            throw e;
        } catch (StorageException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            garbage.close();
            orphans.close();
            resharding.close();
            connection.close();
        }
    }
}
