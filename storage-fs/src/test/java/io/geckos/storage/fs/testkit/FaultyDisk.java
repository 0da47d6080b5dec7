package io.geckos.storage.fs.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.fs.crash.CrashStates;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.disk.DiskChange;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.FailingFileOps;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.fs.testkit.disk.OrderedFileOps;
import io.geckos.storage.fs.testkit.disk.RecordingFileOps;
import io.geckos.storage.testkit.model.FaultInjectionDisk;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The engine on a disk in memory, which refuses operations and loses its power. */
public final class FaultyDisk implements FaultInjectionDisk {
    private static final List<Errno> CAUSES = List.of(
            Errno.EIO, Errno.ENOSPC, Errno.EDQUOT, Errno.EMFILE, Errno.ENFILE, Errno.EROFS, Errno.EINTR, Errno.OTHER);

    private final UnaryOperator<FileOps> between;
    private final CrashStates.Order order;
    private int start;
    private volatile Powered powered;

    /** What is there since the power was switched on. */
    private record Powered(
            DiskImage initial,
            MemoryFileOps disk,
            RecordingFileOps recording,
            FailingFileOps failing,
            Storage storage) {}

    /** A disk that holds nothing. */
    public FaultyDisk() {
        this(UnaryOperator.identity());
    }

    /** A disk whose file system has a journal, which keeps the order of changes. */
    public static FaultyDisk journaled() {
        return new FaultyDisk(OrderedFileOps::new, CrashStates.Order.ALL);
    }

    /** The same with {@code between} standing between it and the engine. */
    public FaultyDisk(UnaryOperator<FileOps> between) {
        this(between, CrashStates.Order.MOVES);
    }

    private FaultyDisk(UnaryOperator<FileOps> between, CrashStates.Order order) {
        this.between = between;
        this.order = order;
        this.powered = on(new DiskImage());
    }

    private Powered on(DiskImage image) {
        MemoryFileOps disk = new MemoryFileOps(image.copy());
        RecordingFileOps recording = new RecordingFileOps(disk);
        FailingFileOps failing = new FailingFileOps(recording);
        try {
            Storage storage = SingleThreadedStorage.on(between.apply(failing), start++);
            // Whoever changes something gives way to others now and then.
            recording.beforeEachChange(() -> {
                if (ThreadLocalRandom.current().nextInt(8) == 0) {
                    LockSupport.parkNanos(1);
                }
            });
            return new Powered(image, disk, recording, failing, storage);
        } catch (FileFault fault) {
            throw new AssertionError("does not start with" + image, fault);
        }
    }

    @Override
    public Storage storage() {
        return powered.storage();
    }

    @Override
    public int changes() {
        return powered.recording().count();
    }

    @Override
    public void fail(int after, int way) {
        powered.failing().fail(after, CAUSES.get(way % CAUSES.size()));
    }

    @Override
    public boolean hasFailed() {
        return !powered.failing().failed().isEmpty();
    }

    @Override
    public void cut(int changes, long seed) {
        List<DiskChange> all = powered.recording().changes();
        DiskImage left = new CrashStates(powered.initial(), all, order).any(changes, new Random(seed));
        close();
        powered = on(left);
    }

    @Override
    public void close() {
        powered.failing().stop();
        powered.storage().close();
        assertEquals(0, powered.disk().open(), "left open");
    }
}
