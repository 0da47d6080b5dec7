package io.geckos.auth.credentials;

import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.text.PercentEncoding;
import java.util.List;

/**
 * The canonical request of Signature Version 4: the text from which the string to sign is made.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Canonical request</a>
 */
public final class CanonicalRequest {
    private CanonicalRequest() {}

    /** Builds the text from a request as it was sent. */
    public static String of(SignedRequest request, CanonicalQuery query, SignatureClaim claim) {
        StringBuilder out = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(PercentEncoding.canonicalPath(request.rawPath()))
                .append('\n')
                .append(query.canonicalString(PresignedQuery.SIGNATURE))
                .append('\n');
        for (String name : claim.signedHeaders()) {
            List<String> values = request.headers().getOrDefault(name, List.of());
            // A missing header leaves no line, not even an empty one, so the signature never matches.
            if (!values.isEmpty()) {
                out.append(name).append(':');
                appendValues(out, values);
                out.append('\n');
            }
        }
        return out.append('\n')
                .append(String.join(";", claim.signedHeaders()))
                .append('\n')
                .append(claim.payload())
                .toString();
    }

    private static void appendValues(StringBuilder out, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendTrimmed(out, values.get(i));
        }
    }

    /** Appends a value without white space at its ends. A run of white space inside becomes one space. */
    private static void appendTrimmed(StringBuilder out, String value) {
        boolean pending = false;
        boolean started = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ') {
                pending = started;
            } else {
                if (pending) {
                    out.append(' ');
                    pending = false;
                }
                started = true;
                out.append(c);
            }
        }
    }
}
