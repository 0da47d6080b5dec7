package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ForwardingBucketRepository;
import io.geckos.domain.multipart.ForwardingMultipartStore;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The forwarding classes forward every method of their ports, those with a default too. */
class ForwardingTest {
    @Test
    void storage() throws ReflectiveOperationException {
        assertForwards(Storage.class, it -> new ForwardingStorage(it) {});
    }

    @Test
    void objects() throws ReflectiveOperationException {
        assertForwards(ObjectStore.class, it -> new ForwardingObjectStore(it) {});
    }

    @Test
    void buckets() throws ReflectiveOperationException {
        assertForwards(BucketRepository.class, it -> new ForwardingBucketRepository(it) {});
    }

    @Test
    void uploads() throws ReflectiveOperationException {
        assertForwards(MultipartStore.class, it -> new ForwardingMultipartStore(it) {});
    }

    private static <T> void assertForwards(Class<T> port, UnaryOperator<T> forwarding)
            throws ReflectiveOperationException {
        T delegate = port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
            throw new Reached(method);
        }));
        T decorator = forwarding.apply(delegate);
        List<Method> methods = Arrays.asList(port.getMethods());
        assertTrue(methods.size() > 5, methods.toString());
        for (Method method : methods) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == int.class ? (Object) 1 : type == boolean.class ? (Object) true : null)
                    .toArray();
            InvocationTargetException thrown =
                    assertThrows(InvocationTargetException.class, () -> method.invoke(decorator, arguments));
            Reached reached = assertInstanceOf(Reached.class, thrown.getCause(), method.toString());
            assertEquals(method.getName(), reached.method.getName());
        }
    }

    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Method method;

        private Reached(Method method) {
            this.method = method;
        }
    }
}
