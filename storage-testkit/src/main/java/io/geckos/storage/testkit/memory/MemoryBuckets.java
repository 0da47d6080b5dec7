package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.storage.testkit.memory.ListingRules.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buckets in memory. */
final class MemoryBuckets implements BucketRepository {
    private final MemoryState memory;

    MemoryBuckets(MemoryState memory) {
        this.memory = memory;
    }

    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        synchronized (memory) {
            return memory.create(name, owner, lock).facts();
        }
    }

    @Override
    public Bucket get(BucketName name) {
        synchronized (memory) {
            return memory.bucket(name).facts();
        }
    }

    @Override
    public ListPage<Bucket> list(ListQuery query) {
        if (query.delimiter().isPresent()) {
            throw new IllegalArgumentException("buckets are listed without delimiter");
        }
        synchronized (memory) {
            List<Row<Bucket>> rows = memory.buckets().stream()
                    .map(MemoryBucket::facts)
                    .map(bucket -> Row.of(bucket.name().value(), bucket))
                    .toList();
            return ListingRules.page(rows, query, MemoryBuckets::noCommonPrefix);
        }
    }

    @Override
    public void delete(BucketName name) {
        synchronized (memory) {
            memory.delete(name);
        }
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        synchronized (memory) {
            memory.bucket(name).setVersioning(versioning);
        }
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        synchronized (memory) {
            memory.bucket(name).setLock(lock);
        }
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        synchronized (memory) {
            return Optional.ofNullable(memory.bucket(name).settings().get(kind));
        }
    }

    @Override
    public Optional<Principal> owner(BucketName name) {
        synchronized (memory) {
            return memory.bucket(name).facts().owner();
        }
    }

    @Override
    public Map<BucketSetting, String> settings(BucketName name) {
        synchronized (memory) {
            return Map.copyOf(memory.bucket(name).settings());
        }
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        synchronized (memory) {
            memory.bucket(name).settings().put(kind, document);
        }
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        synchronized (memory) {
            memory.bucket(name).settings().remove(kind);
        }
    }

    private static Bucket noCommonPrefix(String prefix) {
        throw new IllegalStateException("rolled up without a delimiter: " + prefix);
    }
}
