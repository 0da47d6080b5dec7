package io.geckos.storage.rados;

import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Two engines on one namespace: sends every second call on objects and uploads through the other one. */
final class AlternatingGateways extends ForwardingStorage {
    private final Storage other;
    private final AtomicInteger calls = new AtomicInteger();

    private AlternatingGateways(Storage one, Storage other) {
        super(one);
        this.other = other;
    }

    static Storage open(Map<String, String> settings) {
        return new AlternatingGateways(
                CephCluster.get().open(settings), CephCluster.get().open(settings));
    }

    private Storage next() {
        return calls.incrementAndGet() % 2 == 0 ? delegate() : other;
    }

    @Override
    public ObjectStore objects() {
        return next().objects();
    }

    @Override
    public MultipartStore uploads() {
        return next().uploads();
    }

    @Override
    public void close() {
        other.close();
        super.close();
    }
}
