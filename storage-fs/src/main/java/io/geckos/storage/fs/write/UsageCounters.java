package io.geckos.storage.fs.write;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.maintenance.MaintenanceRound;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.volume.DataDirectory;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much each bucket holds. Whoever changes something tells it; {@link MaintenanceRound} counts, again and again. */
public final class UsageCounters {
    private final Map<BucketName, BucketUsage> holdings = new ConcurrentHashMap<>();
    private volatile boolean complete;

    public BucketUsage of(BucketName bucket) {
        BucketUsage known = holdings.get(bucket);
        return known == null ? holdings.computeIfAbsent(bucket, _ -> new BucketUsage()) : known;
    }

    /** The bucket was made just now. */
    public void made(BucketName bucket) {
        holdings.put(bucket, BucketUsage.empty());
    }

    public void removed(BucketName bucket) {
        holdings.remove(bucket);
    }

    /** An object came, went or was replaced: null where there is none. */
    void changed(ObjectId id, @Nullable LocatedObject before, @Nullable ObjectMetadata after) {
        BucketUsage holding = of(id.bucket());
        holding.changed(before, after);
        if (id.key().value().endsWith("/")) {
            // It may be a mere directory, which has no time that a count could go by.
            holding.disturbed();
        }
    }

    /** An object moved to {@code target}, and replaced another there. */
    void moved(ObjectId target, @Nullable LocatedObject replaced) {
        BucketUsage holding = of(target.bucket());
        if (replaced != null) {
            holding.changed(replaced, null);
        }
        holding.disturbed();
    }

    /** Older versions or delete markers came or went. */
    public void changed(BucketName bucket, StorageUsage.Figures versions) {
        of(bucket).changed(versions);
    }

    /** A round through all buckets has ended; whether it could count each. */
    public void counted(boolean all, DataDirectory volume) throws FileFault {
        for (BucketName bucket : holdings.keySet()) {
            if (volume.files().stat(volume.root(), bucket.value()) == null) {
                removed(bucket);
            }
        }
        complete = all;
    }

    /** Forgets all, as when another data directory has come in the place of the former. */
    public void forget() {
        complete = false;
        holdings.clear();
    }

    /** How much a bucket holds; empty until it was counted. */
    public Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        BucketUsage known = holdings.get(bucket);
        return known == null ? Optional.empty() : known.usage(bucket);
    }

    public StorageUsage usage() {
        return new StorageUsage(
                complete,
                holdings.entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(it -> it.getValue().usage(it.getKey()))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
