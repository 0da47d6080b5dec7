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
 * An answer of the protocol, which the HTTP server sends.
 *
 * @param headers the headers in order; {@code Content-Length} is among them only if the body does not give it
 * @param facts the facts about the request for logs and metrics
 */
public record S3Response(int status, Map<String, String> headers, Body body, Facts facts) {
    /** The body of an answer. */
    public sealed interface Body {
        /** No body. */
        record Empty() implements Body {}

        /** A small, complete document: the remaining bytes of {@code bytes}. */
        record Bytes(ByteBuffer bytes) implements Body {}

        /** Bytes of an object. The server always closes {@code object}. */
        record Stored(StoredObject object, ByteSpan span) implements Body {}

        /** A document of unknown length, which is sent while it is made. */
        record Streamed(Writer writer) implements Body {}
    }

    /** Writes a {@link Body.Streamed}. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the body. The server flushes and closes {@code out}. Throws only exceptions of {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * The facts about a request for logs and metrics.
     *
     * @param operation the operation by its S3 name; empty if it is not known
     * @param caller who sent it; empty if anonymous or refused
     * @param decidedBy what allowed or refused it, as logs name it; empty if no policy was asked
     * @param errorCode the code of an error answer
     */
    public record Facts(
            Optional<String> operation,
            Optional<Identity.Known> caller,
            Optional<String> decidedBy,
            Optional<String> errorCode) {
        /** Facts about a request whose caller is not known. */
        public static Facts of(Optional<String> operation, Optional<String> errorCode) {
            return new Facts(operation, Optional.empty(), Optional.empty(), errorCode);
        }

        /** Adds the caller. */
        public Facts withIdentity(Identity identity) {
            return switch (identity) {
                case Identity.Anonymous _ -> this;
                case Identity.Known known -> new Facts(operation, Optional.of(known), decidedBy, errorCode);
            };
        }

        /** Adds the operation. */
        public Facts withOperation(String name) {
            return new Facts(Optional.of(name), caller, decidedBy, errorCode);
        }

        /** Adds what decided. */
        public Facts withDecision(Optional<String> by) {
            return new Facts(operation, caller, by, errorCode);
        }

        /** Adds the code of the error. */
        public Facts withError(String code) {
            return new Facts(operation, caller, decidedBy, Optional.of(code));
        }
    }
}
