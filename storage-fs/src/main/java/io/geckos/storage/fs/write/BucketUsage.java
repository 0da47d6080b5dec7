package io.geckos.storage.fs.write;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.read.LocatedObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much one bucket holds: what a count found, and what changed since it began. Changes only add to figures of their own,
 * so they wait for nobody; a count leaves out what was written since it began, which has told of itself.
 */
public final class BucketUsage {
    private static final long NOT_COUNTING = Long.MIN_VALUE;

    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder noncurrentVersions = new LongAdder();
    private final LongAdder noncurrentBytes = new LongAdder();
    private final LongAdder deleteMarkers = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LongAdder uploadBytes = new LongAdder();
    private final LongAdder uncertain = new LongAdder();
    private volatile long counting = NOT_COUNTING;
    private volatile @Nullable Base base;

    /** What is to be added to all that changed since this was made. */
    private record Base(Figures figures, Instant counted, long uncertain) {}

    /** Of a bucket that has just been made. */
    static BucketUsage empty() {
        BucketUsage holding = new BucketUsage();
        holding.base = new Base(Figures.NONE, Instant.now(), 0);
        return holding;
    }

    /** One object came, went or was replaced. */
    void changed(@Nullable LocatedObject before, @Nullable ObjectMetadata after) {
        objects.add((after == null ? 0 : 1) - (before == null ? 0 : 1));
        bytes.add((after == null ? 0 : after.binding().size()) - size(before));
        long began = counting;
        // Whether the count came by what is gone, nobody knows; what was written before and came after, it takes for
        // old.
        if (began != NOT_COUNTING
                && ((before != null && isOld(before, began))
                        || (after != null && after.binding().modified() <= began))) {
            uncertain.increment();
        }
    }

    private static long size(@Nullable LocatedObject found) {
        FileStatus stat = found == null ? null : found.stat();
        return stat == null ? 0 : stat.size();
    }

    private static boolean isOld(LocatedObject found, long began) {
        FileStatus stat = found.stat();
        return stat == null || stat.modified() <= began;
    }

    /**
     * Older versions or delete markers came or went. Those that came are newer than a count that is under way, which leaves
     * them out; whether it came by those that went, nobody knows.
     */
    void changed(Figures versions) {
        noncurrentVersions.add(versions.noncurrentVersions());
        noncurrentBytes.add(versions.noncurrentBytes());
        deleteMarkers.add(versions.deleteMarkers());
        if (versions.noncurrentVersions() < 0 || versions.deleteMarkers() < 0) {
            disturbed();
        }
    }

    /** An object changed in a way that a count may miss or see twice. */
    void disturbed() {
        if (counting != NOT_COUNTING) {
            uncertain.increment();
        }
    }

    public void uploadBegan() {
        uploads.increment();
    }

    /** An upload ended, and its parts, of so many bytes, are gone. */
    public void uploadEnded(long bytes) {
        uploads.decrement();
        uploadBytes.add(-bytes);
    }

    /** A part came, or replaced another one; {@code more} is the difference in bytes. */
    public void partStored(long more) {
        uploadBytes.add(more);
    }

    /** What changed so far. */
    public Figures changes() {
        // Read first: of an upload that is completed meanwhile the bytes count twice for a moment, instead of not at
        // all.
        long parts = uploadBytes.sum();
        return new Figures(
                objects.sum(),
                bytes.sum(),
                noncurrentVersions.sum(),
                noncurrentBytes.sum(),
                deleteMarkers.sum(),
                uploads.sum(),
                parts);
    }

    /** A count begins, at a time that data files are compared with; one at a time. */
    public Figures begin(long time) {
        uncertain.reset();
        counting = time;
        return changes();
    }

    /** A count has ended, and found {@code counted} besides what changed after {@code before}, which {@link #begin} told. */
    public void end(Figures counted, Figures before) {
        base = new Base(counted.minus(before), Instant.now(), uncertain.sum());
        counting = NOT_COUNTING;
    }

    /** A count was given up. */
    public void giveUp() {
        counting = NOT_COUNTING;
    }

    /** Empty until it was counted. */
    Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        Base from = base;
        if (from == null) {
            return Optional.empty();
        }
        return Optional.of(new StorageUsage.OfBucket(
                bucket, from.figures().plus(changes()).atLeastZero(), from.counted(), from.uncertain()));
    }
}
