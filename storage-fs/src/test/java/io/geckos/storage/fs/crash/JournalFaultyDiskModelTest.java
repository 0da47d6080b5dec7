package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.FaultyDisk;
import io.geckos.storage.testkit.model.DisturbedDisk;
import io.geckos.storage.testkit.model.DisturbedModelContract;

/** The engine on a disk that fails and loses its power, under a file system whose journal keeps the order of changes. */
class JournalFaultyDiskModelTest extends DisturbedModelContract {
    @Override
    protected DisturbedDisk open() {
        return FaultyDisk.journaled();
    }
}
