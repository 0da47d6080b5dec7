package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.volume.DiskExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes all calls on the thread that asks for them, one after the other, so that runs repeat. */
public final class DirectDiskExecutor extends DiskExecutor {
    private static final ThreadLocal<Integer> TURN = ThreadLocal.withInitial(() -> 0);

    /** The how manieth the running call is of those that were asked for at the same time. */
    static int turn() {
        return TURN.get();
    }

    @Override
    public <T> T call(Call<T> call) throws FileFault {
        return call.run();
    }

    @Override
    public void all(List<? extends Call<?>> all) throws FileFault {
        FileFault first = null;
        for (int turn = 0; turn < all.size(); turn++) {
            TURN.set(turn);
            try {
                Object _ = all.get(turn).run();
            } catch (FileFault fault) {
                first = first == null ? fault : first;
            } finally {
                TURN.set(0);
            }
        }
        throwIfAny(first);
    }

    private static void throwIfAny(@Nullable FileFault fault) throws FileFault {
        if (fault != null) {
            throw fault;
        }
    }
}
