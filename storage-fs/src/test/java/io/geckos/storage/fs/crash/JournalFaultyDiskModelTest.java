package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.FaultyDisk;
import io.geckos.storage.testkit.model.FaultInjectionDisk;
import io.geckos.storage.testkit.model.FaultInjectionModelContract;

/** The engine on a disk that fails and loses its power, under a file system whose journal keeps the order of changes. */
class JournalFaultyDiskModelTest extends FaultInjectionModelContract {
    @Override
    protected FaultInjectionDisk open() {
        return FaultyDisk.journaled();
    }
}
