package io.geckos.domain.object;

import java.util.Map;

/**
 * What is kept beside a sealed object, so that it can be opened with its key: the data key, wrapped, and what that takes
 * to unwrap. It holds no secret. Only the {@link io.geckos.domain.sealing.Sealer} that made it knows the meaning of
 * {@code fields}.
 */
public record Seal(Kind kind, Map<String, String> fields) {
    /** Where the key comes from, in the terms of S3. */
    public enum Kind {
        /** A master key of the server. */
        SSE_S3,
        /** A master key that the client names. */
        SSE_KMS,
        /** A key that the client sends with each request. */
        SSE_C
    }

    /** Copies the collections. */
    public Seal {
        fields = Map.copyOf(fields);
    }
}
