package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.volume.DiskExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes all calls on the thread that asks for them, one after the other, so that runs repeat. */
public final class DirectDiskExecutor extends DiskExecutor {
    private static final ThreadLocal<Integer> CALL_INDEX = ThreadLocal.withInitial(() -> 0);

    /** The index of the running call among those that were submitted together. */
    static int callIndex() {
        return CALL_INDEX.get();
    }

    @Override
    public <T> T call(Call<T> call) throws FileFault {
        return call.run();
    }

    @Override
    public void all(List<? extends Call<?>> all) throws FileFault {
        FileFault first = null;
        for (int callIndex = 0; callIndex < all.size(); callIndex++) {
            CALL_INDEX.set(callIndex);
            try {
                Object _ = all.get(callIndex).run();
            } catch (FileFault fault) {
                first = first == null ? fault : first;
            } finally {
                CALL_INDEX.set(0);
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
