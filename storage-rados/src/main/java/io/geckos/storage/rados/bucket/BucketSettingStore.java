package io.geckos.storage.rados.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The settings of buckets, each bucket's in an object of its own. They are cached as long as buckets are. */
final class BucketSettingStore {
    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final Map<String, CachedSettings> cache = new ConcurrentHashMap<>();
    private final RecentFailures<String> failures = new RecentFailures<>();

    BucketSettingStore(RadosPool meta, BucketCatalog catalog) {
        this.meta = meta;
        this.catalog = catalog;
    }

    private record CachedSettings(Map<BucketSetting, String> settings, long readAt) {}

    Map<BucketSetting, String> read(BucketRow bucket) {
        CachedSettings cached = cache.get(bucket.id());
        long now = System.nanoTime();
        if (cached != null && now - cached.readAt() < BucketCatalog.MAX_STALENESS.toNanos()) {
            return cached.settings();
        }
        Map<BucketSetting, String> settings = failures.read(bucket.id(), () -> load(bucket));
        if (cached != null && cached.settings().equals(settings)) {
            // The same map, so that comparing it with what was answered before stays quick.
            settings = cached.settings();
        }
        cache.put(bucket.id(), new CachedSettings(settings, now));
        return settings;
    }

    private Map<BucketSetting, String> load(BucketRow bucket) {
        try {
            Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
            List<OmapRow> rows = meta.read(bucket.settings(), new ReadOperation().rows("", "", ReadOperation.MAX_ROWS))
                    .getFirst()
                    .rows();
            for (OmapRow row : rows) {
                Arrays.stream(BucketSetting.values())
                        .filter(kind -> kind.name().equals(row.key()))
                        .forEach(kind -> settings.put(kind, new String(row.value(), UTF_8)));
            }
            return Map.copyOf(settings);
        } catch (RadosException e) {
            if (e.errno() != RadosException.NO_ENTRY) {
                throw e;
            }
            BucketRow now = catalog.refresh(bucket.facts().name());
            // The object with the settings is gone although the row is there: the bucket is being deleted.
            if (now.id().equals(bucket.id())) {
                throw new NoSuchBucket(bucket.facts().name());
            }
            return load(now);
        }
    }

    void change(BucketName name, Consumer<WriteOperation> change) {
        BucketRow bucket = catalog.refresh(name);
        WriteOperation operation = new WriteOperation().requireObject();
        change.accept(operation);
        int result = meta.write(bucket.settings(), operation);
        cache.remove(bucket.id());
        if (result == -RadosException.NO_ENTRY) {
            throw new NoSuchBucket(name);
        }
        RadosException.check(result, "write " + bucket.settings());
    }

    void remove(BucketRow bucket) {
        cache.remove(bucket.id());
        int result = meta.write(bucket.settings(), new WriteOperation().removeObject());
        if (result != -RadosException.NO_ENTRY) {
            RadosException.check(result, "remove " + bucket.settings());
        }
    }
}
