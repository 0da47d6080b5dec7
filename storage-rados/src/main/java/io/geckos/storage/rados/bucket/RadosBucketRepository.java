package io.geckos.storage.rados.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.BucketExists;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ShardLayout;
import io.geckos.storage.rados.librados.RadosPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Buckets. To delete one, its row is marked and its shards refuse all writes; then they are looked at, and only if they are
 * empty the row is removed. A gateway that dies in between leaves a marked row, which the next one to meet it opens again.
 */
public final class RadosBucketRepository implements BucketRepository {
    /** How long to try again while others change the same bucket. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final BucketSettingStore settings;
    private final int shards;

    /** {@code shards} is for new buckets. */
    public RadosBucketRepository(RadosPool meta, BucketCatalog catalog, int shards) {
        this.meta = meta;
        this.catalog = catalog;
        this.settings = new BucketSettingStore(meta, catalog);
        this.shards = shards;
    }

    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        VersioningStatus versioning = lock.isPresent() ? VersioningStatus.ENABLED : VersioningStatus.UNVERSIONED;
        return create(new Bucket(name, Instant.now(), Optional.of(owner), versioning, lock));
    }

    /** Creates an empty bucket of which all this is true from the beginning. */
    public Bucket create(Bucket facts) {
        BucketName name = facts.name();
        if (catalog.read(name).isPresent()) {
            throw new BucketExists(name);
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        BucketRow row = new BucketRow(facts, id, ShardLayout.uniform(shards), 1, false);
        BucketShards objects = new BucketShards(meta, row);
        objects.create();
        if (!catalog.replace(null, row)) {
            objects.remove();
            throw new BucketExists(name);
        }
        return facts;
    }

    @Override
    public Bucket get(BucketName name) {
        return catalog.require(name).facts();
    }

    @Override
    public ListPage<Bucket> list(ListQuery query) {
        if (query.delimiter().isPresent()) {
            throw new IllegalArgumentException("buckets are listed without delimiter");
        }
        String after = switch (query.from()) {
            case ListStart.Start _ -> "";
            case ListStart.After(var text) -> text;
            case ListStart.Cursor(var token) -> new BucketName(token).value();
            case ListStart.AfterVersion _, ListStart.AfterUpload _ ->
                throw new IllegalArgumentException("no place among buckets: " + query.from());
        };
        if (query.limit() == 0) {
            return new ListPage<>(List.of(), Optional.empty());
        }
        List<Bucket> found = catalog.list(after.replace("\0", "\1"), query.prefix(), query.limit() + 1).stream()
                .map(BucketRow::facts)
                .toList();
        List<Bucket> page = found.subList(0, Math.min(query.limit(), found.size()));
        Optional<String> next =
                found.size() > page.size() ? Optional.of(page.getLast().name().value()) : Optional.empty();
        return new ListPage<>(page, next);
    }

    @Override
    public void delete(BucketName name) {
        while (true) {
            BucketRow open = catalog.refreshOpen(name);
            BucketRow closing =
                    open.next(open.facts().versioning(), open.facts().lock(), true);
            if (!catalog.replace(open, closing)) {
                continue;
            }
            BucketShards closed = new BucketShards(meta, closing);
            if (closed.close()) {
                if (!closed.isEmpty()) {
                    catalog.reopen(closing);
                    throw new BucketNotEmpty(name);
                }
                if (catalog.remove(closing)) {
                    settings.remove(closing);
                    return;
                }
            }
        }
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        if (versioning == VersioningStatus.UNVERSIONED) {
            throw new IllegalArgumentException("no bucket returns to being unversioned: " + name);
        }
        change(name, row -> {
            if (row.facts().lock().isPresent() && versioning == VersioningStatus.SUSPENDED) {
                throw new WrongState(name, "has object lock, which needs versioning");
            }
            return row.next(versioning, row.facts().lock(), false);
        });
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        change(name, row -> {
            if (row.facts().versioning() != VersioningStatus.ENABLED) {
                throw new WrongState(name, "does not keep versions, which object lock needs");
            }
            return row.next(row.facts().versioning(), Optional.of(lock), false);
        });
    }

    private void change(BucketName name, UnaryOperator<BucketRow> next) {
        RetryPause pause = new RetryPause(PATIENCE);
        while (!pause.isOver()) {
            BucketRow row = catalog.refreshOpen(name);
            BucketRow changed = next.apply(row);
            if (catalog.replace(row, changed)) {
                new BucketShards(meta, changed).raiseEpoch();
                return;
            }
            pause.await();
        }
        throw new Unavailable("bucket " + name + " is changed by others all the time");
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        return Optional.ofNullable(settings(name).get(kind));
    }

    @Override
    public Optional<Principal> owner(BucketName name) {
        return catalog.require(name).facts().owner();
    }

    @Override
    public Map<BucketSetting, String> settings(BucketName name) {
        return settings.read(catalog.require(name));
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        settings.change(name, operation -> operation.setRow(kind.name(), document.getBytes(UTF_8)));
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        settings.change(name, operation -> operation.removeRow(kind.name()));
    }
}
