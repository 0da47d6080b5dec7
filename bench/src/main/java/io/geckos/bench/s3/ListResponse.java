package io.geckos.bench.s3;

import io.geckos.bench.http.XmlBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The checked parts of a page of ListObjectsV2.
 *
 * @param count the number of keys in the page
 * @param last the last key, empty if there are none
 * @param token the token of the next page, empty on the last page
 */
public record ListResponse(long count, String last, String token) {
    private static final byte[] KEY = "<Key>".getBytes(StandardCharsets.US_ASCII);

    /** Throws {@link IOException} unless every key is greater than the one before it. */
    static ListResponse read(XmlBody document) throws IOException {
        long count = 0;
        int lastFrom = 0;
        int lastEnd = 0;
        for (int from = document.after(KEY, 0); from >= 0; from = document.after(KEY, lastEnd)) {
            int end = document.end(from);
            if (count > 0 && document.compare(from, end, lastFrom, lastEnd) <= 0) {
                throw new IOException("keys of a listing out of order");
            }
            lastFrom = from;
            lastEnd = end;
            count++;
        }
        boolean truncated = document.text("IsTruncated").equals("true");
        String token = truncated ? document.text("NextContinuationToken") : "";
        if (truncated && token.isEmpty()) {
            throw new IOException("truncated listing without a continuation token");
        }
        return new ListResponse(count, document.substring(lastFrom, lastEnd), token);
    }

    /**
     * Whether this page can be the next one if {@code left} keys are left. The last page has all of them, any other
     * page fewer.
     */
    boolean leaves(long left) {
        return token.isEmpty() ? count == left : count < left;
    }
}
