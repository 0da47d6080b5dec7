package io.geckos.storage.fs.crash;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.disk.DiskChange;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.fs.testkit.disk.RecordingFileOps;
import io.geckos.storage.testkit.model.ModelContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.WeakHashMap;

/** The model on a disk in memory, whose power fails whenever the storage is opened again: nothing answered is lost. */
class PowerCutModelTest extends ModelContract {
    private final Map<Storage, Powered> powered = new WeakHashMap<>();

    /** A disk since its power was switched on. */
    private record Powered(DiskImage initial, RecordingFileOps files, int start) {}

    @Override
    protected Storage open() {
        return start(new DiskImage(), 0);
    }

    private synchronized Storage start(DiskImage image, int start) {
        RecordingFileOps files = new RecordingFileOps(new MemoryFileOps(image.copy()));
        try {
            Storage storage = SingleThreadedStorage.on(files, start);
            powered.put(storage, new Powered(image, files, start));
            return storage;
        } catch (FileFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    protected synchronized Storage reopen(Storage storage) {
        Powered before = Objects.requireNonNull(powered.remove(storage));
        List<DiskChange> changes = before.files().changes();
        Random random = new Random(changes.size());
        int[] seen = {0};
        DiskImage[] left = {before.initial()};
        new CrashStates(before.initial(), changes, CrashStates.Order.MOVES).before(changes.size(), (image, _) -> {
            // Each of those seen so far is as likely.
            if (random.nextInt(++seen[0]) == 0) {
                left[0] = image;
            }
        });
        storage.close();
        return start(left[0], before.start() + 1);
    }
}
