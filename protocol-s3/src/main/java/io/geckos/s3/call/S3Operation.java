package io.geckos.s3.call;

import io.geckos.s3.wire.S3Exception;
import java.util.Map;

/** One S3 operation: decodes a request, calls a port and encodes the answer. Has no state; safe for many threads. */
public interface S3Operation {
    /**
     * The query keys and headers that this operation understands. All others are refused before {@link #answer} is
     * called.
     */
    SupportedParameters accepts();

    /**
     * What the body of a request says and other requests say in headers, by the names of these. Conditions of policies may
     * ask for it, so that it is called before the caller is known to have permission. By default nothing.
     *
     * @throws S3Exception if the body cannot be read
     */
    default Map<String, String> headersForPolicy(S3Call call) {
        return Map.of();
    }

    /**
     * Carries out a request. An exception becomes an error answer. If it throws, it has closed everything that it
     * opened.
     *
     * @throws S3Exception if S3 refuses the request
     */
    S3Result answer(S3Call call);
}
