package io.geckos.domain.object;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/**
 * The bytes a client is sending. Moving and verifying them is one call, so that a store cannot come by the digests it
 * needs to publish an object without everything the client vouched for having been checked.
 */
public interface ObjectUpload {
    /** How many bytes will come, where the client said so: a store may refuse early what does not fit. */
    OptionalLong declaredLength();

    /**
     * Writes all bytes into {@code sink}, in order, and verifies them: length, MD5, payload hash, chunk signatures,
     * checksums in headers and trailers. Call once. The sink consumes each buffer whole before it returns, and must not
     * keep it.
     *
     * @return what was found
     * @throws IOException only as {@code sink} throws it
     * @throws ContentMismatch if the bytes are not those vouched for or did not come; the store then
     *     forgets what it was given
     */
    Digests transferTo(WritableByteChannel sink) throws IOException;
}
