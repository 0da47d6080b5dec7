package io.geckos.storage.fs;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.ConflictingFileMover;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.maintenance.Adoptions;
import io.geckos.storage.fs.maintenance.FileAdoption;
import io.geckos.storage.fs.maintenance.GarbageCollector;
import io.geckos.storage.fs.maintenance.MaintenanceRound;
import io.geckos.storage.fs.maintenance.MaintenanceSettings;
import io.geckos.storage.fs.maintenance.Scrubber;
import io.geckos.storage.fs.maintenance.UsageScan;
import io.geckos.storage.fs.maintenance.VersionAdoption;
import io.geckos.storage.fs.multipart.FsMultipartStore;
import io.geckos.storage.fs.multipart.UploadDirectories;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.ListingCache;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import io.geckos.storage.fs.write.ObjectCommitter;
import io.geckos.storage.fs.write.ObjectDeleter;
import io.geckos.storage.fs.write.UsageCounters;
import io.geckos.storage.fs.write.VersionAddition;
import io.geckos.storage.fs.write.WriteParts;

/** The parts of the engine, each made once and handed to those that need it. */
public record FsEngine(
        DataDirectory volume,
        StorageErrorMapping faults,
        BucketLocks gates,
        BucketRecords records,
        ObjectLookup lookup,
        KeyVersions versions,
        ListingCache summaries,
        DirectoryCreator directories,
        UploadDirectories uploads,
        KeyTransactions changes,
        ObjectCommitter committer,
        VersionAddition additions,
        ObjectDeleter removals,
        AdoptionQueue strays,
        UsageCounters holdings) {
    public static FsEngine of(DataDirectory volume) {
        UsageCounters holdings = new UsageCounters();
        volume.afterReplaced(holdings::forget);
        BucketLocks gates = new BucketLocks();
        KeyLocks<ObjectId> locks = new KeyLocks<>();
        ObjectLookup lookup = new ObjectLookup(volume.files(), locks);
        UploadDirectories uploads = new UploadDirectories(volume, lookup, holdings);
        ConflictingFileMover giveWay = new ConflictingFileMover(volume, gates, locks, lookup);
        DirectoryCreator directories = new DirectoryCreator(volume, gates, locks, giveWay);
        CommitTargets slots = new CommitTargets(volume.files(), lookup, directories, giveWay);
        BucketRecords records = new BucketRecords(volume);
        KeyTransactions changes = new KeyTransactions(volume, records, gates, locks);
        StorageErrorMapping faults = new StorageErrorMapping(volume);
        KeyVersions versions = new KeyVersions(volume, lookup, holdings::changed);
        WriteParts parts = new WriteParts(
                volume, records, gates, changes, lookup, slots, directories, uploads, versions, holdings);
        ObjectCommitter committer = new ObjectCommitter(parts);
        return new FsEngine(
                volume,
                faults,
                gates,
                records,
                lookup,
                versions,
                new ListingCache(volume.index().limits().memory()),
                directories,
                uploads,
                changes,
                committer,
                new VersionAddition(parts, committer),
                new ObjectDeleter(parts, faults),
                new AdoptionQueue(),
                holdings);
    }

    public FsMultipartStore multipartStore() {
        return new FsMultipartStore(volume, faults, records, gates, committer, lookup, uploads);
    }

    public UsageScan.Parts counted() {
        return new UsageScan.Parts(volume, lookup, versions, uploads, holdings);
    }

    GarbageCollector leftovers(FsMultipartStore store, MaintenanceSettings upkeep) {
        return new GarbageCollector(
                volume, records, lookup, versions, gates, directories, changes, uploads, store, upkeep);
    }

    /** Describes files no faster than {@code bytes} lets it. */
    public FileAdoption adoption(RateLimiter bytes) {
        return new FileAdoption(volume, lookup, committer, bytes);
    }

    public MaintenanceRound housekeeping(FsMultipartStore store, MaintenanceSettings upkeep) {
        BackgroundTaskProgress progress =
                new BackgroundTaskProgress("housekeeping", !upkeep.interval().isZero());
        FileAdoption adoption = adoption(new RateLimiter(Math.max(1, upkeep.adoptRate()), progress));
        Adoptions adoptions = new Adoptions(
                volume.health(),
                adoption,
                new VersionAdoption(volume, records, lookup, versions, committer, adoption),
                strays);
        return new MaintenanceRound(counted(), adoptions, leftovers(store, upkeep), upkeep, progress);
    }

    public Scrubber scrub(long rate) {
        return new Scrubber(volume.files(), lookup, rate);
    }
}
