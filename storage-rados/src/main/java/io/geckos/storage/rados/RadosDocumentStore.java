package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import io.geckos.storage.rados.maintenance.ClusterTask;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Documents, each in two rows of an object of its own. Leases are locks of the cluster, which ends them by its clocks. */
record RadosDocumentStore(RadosPool meta) implements DocumentStore {
    private static final String DOCUMENT = "document.";

    /** Begins the documents of this engine's own tasks, which belong to its cluster. */
    private static final String TASK = DOCUMENT + ClusterTask.PREFIX;

    private static final String REVISION = "revision";
    private static final String TEXT = "text";

    private static String object(DocumentName name) {
        return DOCUMENT + name;
    }

    @Override
    public Set<DocumentName> names() {
        Set<DocumentName> names = new HashSet<>();
        meta.forEachObject(object -> {
            if (object.startsWith(DOCUMENT) && !object.startsWith(TASK)) {
                names.add(new DocumentName(object.substring(DOCUMENT.length())));
            }
            return true;
        });
        return names;
    }

    @Override
    public Optional<Document> read(DocumentName name) {
        try {
            OmapPage page = meta.read(object(name), new ReadOperation().rows(List.of(REVISION, TEXT)))
                    .getFirst();
            return page.value(REVISION)
                    .map(revision -> new Document(
                            new String(revision, UTF_8),
                            new String(page.value(TEXT).orElseThrow(), UTF_8)));
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean write(DocumentName name, Optional<String> expected, String text) {
        byte[] bytes = DocumentStore.encode(name, text);
        String revision = UUID.randomUUID().toString();
        WriteOperation operation = new WriteOperation();
        expected.ifPresentOrElse(it -> operation.requireRow(REVISION, it.getBytes(UTF_8)), operation::create);
        operation.setRow(REVISION, revision.getBytes(UTF_8)).setRow(TEXT, bytes);
        int result = meta.write(object(name), operation);
        return switch (-result) {
            case RadosException.CANCELED, RadosException.NO_ENTRY, RadosException.EXISTS -> false;
            case RadosException.TIMED_OUT -> {
                if (read(name).filter(it -> it.revision().equals(revision)).isPresent()) {
                    yield true;
                }
                throw new Unavailable(
                        "the Ceph cluster did not answer; whether document " + name + " was written is unknown");
            }
            default -> RadosException.check(result, "write document " + name) >= 0;
        };
    }

    @Override
    public Optional<Lease> lease(DocumentName name, Duration duration) {
        String object = "lease." + name;
        String owner = UUID.randomUUID().toString();
        return meta.lock(object, owner, duration, false)
                ? Optional.of(new RadosLease(meta, object, owner, duration))
                : Optional.empty();
    }

    private record RadosLease(RadosPool meta, String object, String owner, Duration duration) implements Lease {
        @Override
        public boolean renew() {
            return meta.lock(object, owner, duration, true);
        }

        @Override
        public void close() {
            meta.unlock(object, owner);
        }
    }
}
