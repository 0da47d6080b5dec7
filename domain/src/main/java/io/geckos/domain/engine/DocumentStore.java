package io.geckos.domain.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.error.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps small documents of the server itself that belong to no bucket, for example its users. Every change is atomic,
 * and durable when its call returns. Safe for many threads, and in a cluster for many servers. Every method may throw a
 * {@link StorageException} about the whole store, such as {@link StorageException.Unavailable}.
 */
public interface DocumentStore {
    /** The largest size of a document, in bytes of UTF-8. */
    int MAX_BYTES = 1 << 20;

    /**
     * Encodes a document in UTF-8. Throws {@link IllegalArgumentException} if it has more than {@link #MAX_BYTES}
     * bytes.
     */
    static byte[] encode(DocumentName name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "document " + name + " has " + bytes.length + " bytes; at most " + MAX_BYTES + " are allowed");
        }
        return bytes;
    }

    /** The names of all documents that callers have written. It may look at the whole store, so no request waits for it. */
    Set<DocumentName> names();

    /** The document of that name, if there is one. */
    Optional<Document> read(DocumentName name);

    /**
     * Creates or replaces a document, unless another writer has changed it since it was read.
     *
     * @param expected the revision that the stored document must have; empty if there must be no document
     * @return false if the stored revision is another one; then nothing was changed
     * @throws IllegalArgumentException if {@code text} is longer than {@link #MAX_BYTES}
     */
    boolean write(DocumentName name, Optional<String> expected, String text);

    /**
     * Takes a lease: until it ends, no other caller gets a lease of this name. The names of leases and of documents are
     * independent of each other.
     *
     * @param duration how long the lease lasts, from now and from each renewal
     * @return empty while another caller holds the lease
     */
    Optional<Lease> lease(DocumentName name, Duration duration);

    /**
     * A document and its revision.
     *
     * @param revision changes with every change of the text
     */
    record Document(String revision, String text) {}

    /** A lease that this process holds. */
    interface Lease extends AutoCloseable {
        /** Prolongs the lease from now. Answers false if it had ended already; then another caller may hold it. */
        boolean renew();

        /** Ends the lease. Does nothing if it has ended already. */
        @Override
        void close();
    }
}
