package io.geckos.storage.fs;

import io.geckos.domain.ObjectId;
import io.geckos.storage.fs.maintenance.Adoption;
import io.geckos.storage.fs.maintenance.Count;
import io.geckos.storage.fs.maintenance.Housekeeping;
import io.geckos.storage.fs.maintenance.Leftovers;
import io.geckos.storage.fs.maintenance.Pace;
import io.geckos.storage.fs.maintenance.Progress;
import io.geckos.storage.fs.maintenance.Scrub;
import io.geckos.storage.fs.maintenance.Upkeep;
import io.geckos.storage.fs.multipart.FsUploads;
import io.geckos.storage.fs.multipart.UploadFiles;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.read.Strays;
import io.geckos.storage.fs.read.Summaries;
import io.geckos.storage.fs.volume.Faults;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.BucketGates;
import io.geckos.storage.fs.write.Changes;
import io.geckos.storage.fs.write.Committer;
import io.geckos.storage.fs.write.Directories;
import io.geckos.storage.fs.write.GiveWay;
import io.geckos.storage.fs.write.Holdings;
import io.geckos.storage.fs.write.Removals;
import io.geckos.storage.fs.write.Slots;

/** The parts of the engine, each made once and handed to those that need it. */
public record FsEngine(
        Volume volume,
        Faults faults,
        BucketGates gates,
        Lookup lookup,
        Summaries summaries,
        Directories directories,
        UploadFiles uploads,
        Changes changes,
        Committer committer,
        Removals removals,
        Strays strays,
        Holdings holdings) {
    public static FsEngine of(Volume volume) {
        Holdings holdings = new Holdings();
        volume.afterReplaced(holdings::forget);
        BucketGates gates = new BucketGates();
        KeyLocks<ObjectId> locks = new KeyLocks<>();
        Lookup lookup = new Lookup(volume.files(), locks);
        UploadFiles uploads = new UploadFiles(volume, lookup, holdings);
        GiveWay giveWay = new GiveWay(volume, gates, locks, lookup);
        Directories directories = new Directories(volume, gates, locks, giveWay);
        Slots slots = new Slots(volume.files(), lookup, directories, giveWay);
        Changes changes = new Changes(volume, gates, locks);
        Faults faults = new Faults(volume);
        Committer committer = new Committer(volume, changes, lookup, slots, directories, uploads, holdings);
        return new FsEngine(
                volume,
                faults,
                gates,
                lookup,
                new Summaries(volume.index().limits().memory()),
                directories,
                uploads,
                changes,
                committer,
                new Removals(volume, faults, changes, lookup, committer, directories, holdings),
                new Strays(),
                holdings);
    }

    public FsUploads multipartStore() {
        return new FsUploads(volume, faults, gates, committer, lookup, uploads);
    }

    public Count.Parts counted() {
        return new Count.Parts(volume, lookup, uploads, holdings);
    }

    Leftovers leftovers(FsUploads store, Upkeep upkeep) {
        return new Leftovers(volume, lookup, gates, directories, changes, uploads, store, upkeep);
    }

    /** Describes files no faster than {@code bytes} lets it. */
    public Adoption adoption(Pace bytes) {
        return new Adoption(volume, lookup, committer, bytes);
    }

    public Housekeeping housekeeping(FsUploads store, Upkeep upkeep) {
        Progress progress = new Progress("housekeeping", !upkeep.interval().isZero());
        Adoption adoption = adoption(new Pace(Math.max(1, upkeep.adoptRate()), progress));
        return new Housekeeping(counted(), strays, adoption, leftovers(store, upkeep), upkeep, progress);
    }

    public Scrub scrub(long rate) {
        return new Scrub(volume.files(), lookup, rate);
    }
}
