package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.FileOps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Objects;

/** A real file system of which a test changes one answer or another. */
public final class AlteredFileOps {
    private AlteredFileOps() {}

    /** Decides what a call answers; {@code real} makes it. */
    @FunctionalInterface
    public interface Answer {
        Object to(String method, Object[] arguments, Real real) throws Throwable;
    }

    /** The call as it was made, or with other arguments. */
    @FunctionalInterface
    public interface Real {
        Object call(Object... arguments) throws Throwable;
    }

    public static FileOps of(FileOps files, Answer answer) {
        return (FileOps) Proxy.newProxyInstance(
                FileOps.class.getClassLoader(), new Class<?>[] {FileOps.class}, (_, method, given) -> {
                    if (method.getName().equals("cachedReads")) {
                        // It would lead around what is altered here.
                        return null;
                    }
                    Object[] arguments = given == null ? new Object[0] : given;
                    Real real = actual -> {
                        try {
                            return method.invoke(files, actual);
                        } catch (InvocationTargetException e) {
                            throw Objects.requireNonNull(e.getCause());
                        }
                    };
                    return answer.to(method.getName(), Arrays.copyOf(arguments, arguments.length), real);
                });
    }
}
