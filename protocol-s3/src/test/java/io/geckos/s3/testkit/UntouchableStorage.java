package io.geckos.s3.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A storage that remembers every call, and answers none. */
public final class UntouchableStorage implements Storage {
    private final Set<StorageCapability> capabilities;
    private final List<String> touches = new ArrayList<>();
    private final BucketRepository buckets = port(BucketRepository.class);
    private final ObjectStore objects = port(ObjectStore.class);
    private final MultipartStore uploads = port(MultipartStore.class);
    private final DocumentStore documents = port(DocumentStore.class);
    private final StorageTransfer transfer = port(StorageTransfer.class);

    /** Declares that it can do what every engine can, and no more. */
    public UntouchableStorage() {
        this(Set.of());
    }

    /** Declares what it can do beyond the ports' common ground. */
    public UntouchableStorage(Set<StorageCapability> capabilities) {
        this.capabilities = Set.copyOf(capabilities);
    }

    public void assertUntouched() {
        assertEquals(List.of(), touches);
    }

    private <T> T port(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            touches.add(type.getSimpleName() + "." + method.getName());
            throw new IllegalStateException("touched: " + method);
        }));
    }

    @Override
    public BucketRepository buckets() {
        return buckets;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public MultipartStore uploads() {
        return uploads;
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public StorageTransfer transfer() {
        return transfer;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return capabilities;
    }

    @Override
    public boolean isVersionId(String text) {
        return false;
    }

    @Override
    public void check() {}

    @Override
    public void close() {}
}
