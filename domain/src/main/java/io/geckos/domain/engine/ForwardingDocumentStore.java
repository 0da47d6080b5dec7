package io.geckos.domain.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A document store that forwards every call to another one. Decorators and fakes extend it and override the methods that they
 * change.
 */
public abstract class ForwardingDocumentStore implements DocumentStore {
    private final DocumentStore documents;

    /** Forwards to {@code documents}. */
    public ForwardingDocumentStore(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Set<DocumentName> names() {
        return documents.names();
    }

    @Override
    public Optional<Document> read(DocumentName name) {
        return documents.read(name);
    }

    @Override
    public boolean write(DocumentName name, Optional<String> expected, String text) {
        return documents.write(name, expected, text);
    }

    @Override
    public Optional<Lease> lease(DocumentName name, Duration duration) {
        return documents.lease(name, duration);
    }
}
