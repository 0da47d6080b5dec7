package io.geckos.storage.fs.write;

import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;

/** The parts of the engine that changes of objects need. */
public record WriteParts(
        DataDirectory volume,
        BucketRecords records,
        BucketLocks gates,
        KeyTransactions changes,
        ObjectLookup lookup,
        CommitTargets slots,
        DirectoryCreator directories,
        UploadCleanup uploads,
        KeyVersions versions,
        UsageCounters holdings) {
    CommitSteps steps() {
        return new CommitSteps(volume, lookup, uploads);
    }

    ObjectPreparation preparation() {
        return new ObjectPreparation(this);
    }

    VersionedCommitter versionedCommitter() {
        return new VersionedCommitter(volume, slots, steps(), preparation(), versions);
    }
}
