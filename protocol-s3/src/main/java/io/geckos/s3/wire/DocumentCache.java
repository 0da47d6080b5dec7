package io.geckos.s3.wire;

import io.geckos.domain.cache.BoundedCache;
import java.util.function.Function;

/**
 * Keeps what the documents of buckets mean, so that they are not parsed for each request. It is found by the text of the
 * document, so nothing need be removed when a bucket gets another one. Holds at most 256 documents. Safe for many threads.
 */
public final class DocumentCache<T> {
    private static final int MOST_REMEMBERED = 256;
    private static final int LONGEST_REMEMBERED = 4096;

    private final Function<String, T> parser;
    private final BoundedCache<String, T> parsed = new BoundedCache<>(MOST_REMEMBERED);

    /** Makes an empty cache; {@code parser} is called for documents that are not in it, and may throw. */
    public DocumentCache(Function<String, T> parser) {
        this.parser = parser;
    }

    /** The meaning of {@code document}; throws what the parser throws. */
    public T parse(String document) {
        return document.length() > LONGEST_REMEMBERED ? parser.apply(document) : parsed.get(document, parser);
    }
}
