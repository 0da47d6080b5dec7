package io.geckos.storage.fs;

import io.geckos.domain.ObjectId;

/** The parts of the engine that several ports use, put together. */
record Shared(
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
    static Shared of(Volume volume) {
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
        Removals removals = new Removals(volume, faults, changes, lookup, committer, directories, holdings);
        return new Shared(
                volume,
                faults,
                gates,
                lookup,
                new Summaries(volume.index().limits().memory()),
                directories,
                uploads,
                changes,
                committer,
                removals,
                new Strays(),
                holdings);
    }
}
