package io.geckos.storage.fs.volume;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache that the garbage collector drops when memory runs out, before anybody is refused any: what clients send needs the
 * memory more. Then it begins anew, empty. All who use it at the same time use the same.
 */
public final class SoftValue<T> {
    private final Supplier<T> empty;
    private volatile SoftReference<@Nullable T> held = new SoftReference<>(null);

    /** @param empty makes one in which nothing is known */
    public SoftValue(Supplier<T> empty) {
        this.empty = empty;
    }

    /** The cache. It stays as long as the caller refers to it, so a change of several steps asks once. */
    public T get() {
        T there = held.get();
        return there == null ? renewed() : there;
    }

    private synchronized T renewed() {
        T there = held.get();
        if (there == null) {
            there = empty.get();
            held = new SoftReference<>(there);
        }
        return there;
    }
}
