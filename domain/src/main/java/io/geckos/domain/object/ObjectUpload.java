package io.geckos.domain.object;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/**
 * The bytes that a client is sending. One call both moves and verifies them. A store needs the digests that this call
 * returns, so it cannot publish an object whose bytes were not verified.
 */
public interface ObjectUpload {
    /** The announced number of bytes, if the client announced one. A store may use it to refuse early. */
    OptionalLong declaredLength();

    /**
     * Writes all bytes into {@code sink}, in order, and verifies them: length, MD5, payload hash, chunk signatures,
     * checksums in headers and trailers. Call once. The sink consumes each buffer whole before it returns, and must not
     * keep it.
     *
     * @return the digests of the bytes that the client sent. A sealed upload writes others into {@code sink}
     * @throws IOException only as {@code sink} throws it
     * @throws ContentMismatch if the bytes do not match what the client announced or signed, or did not all arrive; the
     *     store then drops the bytes that it has
     */
    Digests transferTo(WritableByteChannel sink) throws IOException;
}
