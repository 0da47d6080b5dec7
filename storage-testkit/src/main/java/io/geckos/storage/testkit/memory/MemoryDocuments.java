package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ProcessLeases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents in a map, with a counter for revisions. */
final class MemoryDocuments implements DocumentStore {
    private final MemoryState memory;
    private final Map<DocumentName, Document> documents = new HashMap<>();
    private final ProcessLeases leases = new ProcessLeases();
    private long revision;

    MemoryDocuments(MemoryState memory) {
        this.memory = memory;
    }

    @Override
    public Set<DocumentName> names() {
        synchronized (memory) {
            return Set.copyOf(documents.keySet());
        }
    }

    @Override
    public Optional<Document> read(DocumentName name) {
        synchronized (memory) {
            return Optional.ofNullable(documents.get(name));
        }
    }

    @Override
    public boolean write(DocumentName name, Optional<String> expected, String text) {
        DocumentStore.encode(name, text);
        synchronized (memory) {
            if (!read(name).map(Document::revision).equals(expected)) {
                return false;
            }
            revision++;
            documents.put(name, new Document(String.valueOf(revision), text));
            return true;
        }
    }

    @Override
    public Optional<Lease> lease(DocumentName name, Duration duration) {
        return leases.lease(name, duration);
    }
}
