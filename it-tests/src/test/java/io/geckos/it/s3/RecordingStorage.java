package io.geckos.it.s3;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectUpload;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A storage without buckets that remembers every call; one that brings bytes is remembered once they are verified. */
final class RecordingStorage implements Storage {
    /** Ends the name of a call that brought bytes. */
    static final String RECEIVED = " with bytes";

    private final List<String> calls = new ArrayList<>();
    private final BucketRepository buckets = port(BucketRepository.class);
    private final ObjectStore objects = port(ObjectStore.class);
    private final MultipartStore uploads = port(MultipartStore.class);
    private final DocumentStore documents = port(DocumentStore.class);
    private final StorageTransfer transfer = port(StorageTransfer.class);

    /** What was called since the last time. */
    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private <T> T port(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    String call = type.getSimpleName() + "." + method.getName();
                    for (Object argument : arguments) {
                        if (argument instanceof ObjectUpload upload) {
                            receive(upload);
                            call += RECEIVED;
                        }
                    }
                    calls.add(call);
                    throw new NoSuchBucket(new BucketName("bucket"));
                }));
    }

    private static void receive(ObjectUpload upload) {
        try {
            upload.transferTo(Channels.newChannel(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return Set.of(StorageCapability.RENAME);
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
