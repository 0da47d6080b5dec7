package io.geckos.domain.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.error.StorageException;
import java.time.Duration;
import java.util.Optional;

/**
 * Small documents that the server keeps beside all buckets, such as its users. Each change is atomic, and durable when it is
 * answered. Safe for many threads, and in a cluster for many servers. Every method may throw a
 * {@link StorageException} about the whole store, such as {@link StorageException.Unavailable}.
 */
public interface DocumentStore {
    /** The most that a document may have, in bytes of UTF-8. */
    int MAX_BYTES = 1 << 20;

    /** The bytes of a document; {@link IllegalArgumentException} if they are more than {@link #MAX_BYTES}. */
    static byte[] encode(DocumentName name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "document " + name + " has " + bytes.length + " bytes; at most " + MAX_BYTES + " are allowed");
        }
        return bytes;
    }

    /** The document of that name, if there is one. */
    Optional<Document> read(DocumentName name);

    /**
     * Replaces a document, or makes it, unless somebody was quicker.
     *
     * @param expected the revision that it must have; empty if there must be none
     * @return false, having changed nothing, if that is not so
     * @throws IllegalArgumentException if {@code text} is longer than {@link #MAX_BYTES}
     */
    boolean write(DocumentName name, Optional<String> expected, String text);

    /**
     * Takes a name for oneself, for as long as the lease is renewed; names of leases and of documents have nothing to do with
     * each other.
     *
     * @param duration how long it lasts from now and from each renewal
     * @return empty while another has it
     */
    Optional<Lease> lease(DocumentName name, Duration duration);

    /**
     * A document as it was read.
     *
     * @param revision names this text of it: another text has another one
     */
    record Document(String revision, String text) {}

    /** A name taken for oneself. */
    interface Lease extends AutoCloseable {
        /** Prolongs it from now; false if it had ended, so that another may have the name. */
        boolean renew();

        /** Gives the name back; does nothing if the lease has ended. */
        @Override
        void close();
    }
}
