package io.geckos.s3.call;

import io.geckos.s3.wire.S3Exception;

/** One S3 operation: decodes a request, calls a port, encodes the answer. Keeps nothing; safe for many threads. */
public interface S3Operation {
    /** What its requests may carry; anything else is refused before {@link #answer} is called. */
    SupportedParameters accepts();

    /**
     * Does it. Whatever is thrown becomes an error answer, and nothing opened is left open.
     *
     * @throws S3Exception if S3 refuses the request
     */
    S3Result answer(S3Call call);
}
