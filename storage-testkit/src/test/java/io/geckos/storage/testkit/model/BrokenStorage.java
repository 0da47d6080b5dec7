package io.geckos.storage.testkit.model;

import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.object.ObjectStore;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The reference storage with one thing wrong in its {@link ObjectStore}: what must be found by those who test it. */
final class BrokenStorage extends ForwardingStorage {
    private final ObjectStore objects;

    BrokenStorage(Storage real, ObjectStore objects) {
        super(real);
        this.objects = objects;
    }

    /** A storage whose calls of {@code method} have each argument replaced by what {@code wrong} makes of it. */
    static Storage of(String method, UnaryOperator<Object> wrong) {
        Storage real = new MemoryStorage();
        Object objects = Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, called, arguments) -> {
                    Object[] used = called.getName().equals(method)
                            ? Arrays.stream(arguments).map(wrong).toArray()
                            : arguments;
                    try {
                        return called.invoke(real.objects(), used);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        return new BrokenStorage(real, (ObjectStore) objects);
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }
}
