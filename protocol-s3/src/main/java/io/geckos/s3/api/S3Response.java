package io.geckos.s3.api;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.security.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, to be put on the wire by whatever server carries the protocol.
 *
 * @param headers in order, by name; {@code Content-Length} is among them only where the body does not tell
 * @param facts what the request turned out to be
 */
public record S3Response(int status, Map<String, String> headers, Body body, Facts facts) {
    /** What follows the headers. */
    public sealed interface Body {
        /** Nothing. */
        record Empty() implements Body {}

        /** A small document, ready: what remains of {@code bytes}. */
        record Bytes(ByteBuffer bytes) implements Body {}

        /** Bytes of an object; the server closes {@code object} whatever happens. */
        record Stored(StoredObject object, ByteSpan span) implements Body {}

        /** A document of unknown length, written as it is made. */
        record Streamed(Writer writer) implements Body {}
    }

    /** Writes a {@link Body.Streamed}. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the body; {@code out} is closed and flushed by the server. Throws only as {@code out} does. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What logs and metrics say of a request.
     *
     * @param operation as S3 names it; empty if it could not be told
     * @param accessKeyId of the identity found; empty if anonymous or refused
     * @param errorCode of an error answer
     */
    public record Facts(Optional<String> operation, Optional<String> accessKeyId, Optional<String> errorCode) {
        /** Adds who asked. */
        public Facts withIdentity(Identity identity) {
            return switch (identity) {
                case Identity.Anonymous _ -> this;
                case Identity.Known known -> new Facts(operation, Optional.of(known.accessKeyId()), errorCode);
            };
        }

        /** Adds what was asked for. */
        public Facts withOperation(String name) {
            return new Facts(Optional.of(name), accessKeyId, errorCode);
        }

        /** Adds why it was refused. */
        public Facts withError(String code) {
            return new Facts(operation, accessKeyId, Optional.of(code));
        }
    }
}
