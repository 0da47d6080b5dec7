package io.geckos.storage.fs.write;

import io.geckos.domain.BucketName;
import io.geckos.domain.ObjectId;
import io.geckos.domain.Usage;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.maintenance.Housekeeping;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.volume.Volume;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much each bucket holds. Whoever changes something tells it; {@link Housekeeping} counts, again and again. */
public final class Holdings {
    private final Map<BucketName, Holding> holdings = new ConcurrentHashMap<>();
    private volatile boolean complete;

    public Holding of(BucketName bucket) {
        Holding known = holdings.get(bucket);
        return known == null ? holdings.computeIfAbsent(bucket, _ -> new Holding()) : known;
    }

    /** The bucket was made just now. */
    public void made(BucketName bucket) {
        holdings.put(bucket, Holding.empty());
    }

    public void removed(BucketName bucket) {
        holdings.remove(bucket);
    }

    /** An object came, went or was replaced: null where there is none. */
    void changed(ObjectId id, @Nullable Found before, @Nullable Entry after) {
        Holding holding = of(id.bucket());
        holding.changed(before, after);
        if (id.key().value().endsWith("/")) {
            // It may be a mere directory, which has no time that a count could go by.
            holding.disturbed();
        }
    }

    /** An object moved to {@code target}, and replaced another there. */
    void moved(ObjectId target, @Nullable Found replaced) {
        Holding holding = of(target.bucket());
        if (replaced != null) {
            holding.changed(replaced, null);
        }
        holding.disturbed();
    }

    /** A round through all buckets has ended; whether it could count each. */
    public void counted(boolean all, Volume volume) throws FileFault {
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

    public Usage usage() {
        return new Usage(
                complete,
                holdings.entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(it -> it.getValue().usage(it.getKey()))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
