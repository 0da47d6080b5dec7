package io.geckos.access.store;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents in a map, for one test. */
public final class DocumentMap implements DocumentStore {
    private final Map<DocumentName, Document> documents = new HashMap<>();
    private int revision;

    /** Whether every call fails. */
    public boolean broken;

    @Override
    public synchronized Set<DocumentName> names() {
        return Set.copyOf(documents.keySet());
    }

    @Override
    public synchronized Optional<Document> read(DocumentName name) {
        if (broken) {
            throw new StorageException.Unavailable("the disk is gone");
        }
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public synchronized boolean write(DocumentName name, Optional<String> expected, String text) {
        DocumentStore.encode(name, text);
        if (!read(name).map(Document::revision).equals(expected)) {
            return false;
        }
        revision++;
        documents.put(name, new Document(String.valueOf(revision), text));
        return true;
    }

    @Override
    public Optional<Lease> lease(DocumentName name, Duration duration) {
        return Optional.empty();
    }
}
