package io.geckos.auth.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.signer.V4Signer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Signs a {@link TestRequest} as a client does, or signs whatever a test wants. Its canonical requests are those of the code
 * under test, so that any spelling can be signed; {@code SdkSignerTest} shows that they are right.
 */
public final class TestSigner {
    private final V4Signer signer;
    private final CredentialScope scope;
    private final Instant time;

    public TestSigner() {
        this(ExampleKeys.ID, ExampleKeys.SECRET, ExampleKeys.STAMP);
    }

    public TestSigner(String id, String secret, String stamp) {
        this(id, secret, stamp, "us-east-1");
    }

    public TestSigner(String id, String secret, String stamp, String region) {
        this.signer = new V4Signer(id, secret, region, "s3");
        this.time = V4Signer.parseTime(stamp);
        this.scope = new CredentialScope(id, stamp.substring(0, 8), region);
    }

    /** Signs in the header, every header there is. */
    public TestRequest sign(TestRequest request) {
        if (!request.headers.containsKey("x-amz-date")) {
            request.header("x-amz-date", V4Signer.formatTime(time));
        }
        if (!request.headers.containsKey("x-amz-content-sha256")) {
            request.header("x-amz-content-sha256", V4Signer.UNSIGNED_PAYLOAD);
        }
        return sign(request, new TreeSet<>(request.headers.keySet()));
    }

    /** Signs in the header, only these headers, and with those that are there. */
    public TestRequest sign(TestRequest request, Set<String> signedHeaders) {
        String signature = signature(request, signedHeaders, request.header("x-amz-content-sha256"));
        return request.header(
                "authorization",
                V4Signer.ALGORITHM + " Credential=" + signer.credential(time) + ", SignedHeaders="
                        + String.join(";", signedHeaders) + ", Signature=" + signature);
    }

    /** Signs in the query, every header there is. */
    public TestRequest presign(TestRequest request, String expires) {
        Set<String> signedHeaders = new TreeSet<>(request.headers.keySet());
        String own = request.query.isEmpty() ? "" : request.query + "&";
        request.query = own + "X-Amz-Algorithm=" + V4Signer.ALGORITHM + "&X-Amz-Credential="
                + encode(signer.credential(time)) + "&X-Amz-Date=" + V4Signer.formatTime(time) + "&X-Amz-Expires="
                + encode(expires) + "&X-Amz-SignedHeaders="
                + encode(String.join(";", signedHeaders));
        return presignAgain(request, signedHeaders);
    }

    /** Adds the signature to a query that has everything else. */
    public TestRequest presignAgain(TestRequest request, Set<String> signedHeaders) {
        CanonicalQuery query = CanonicalQuery.parse(request.query);
        String payload = ContentSha256.find(new SignedRequestHeaders(request.headers), query)
                .orElse(V4Signer.UNSIGNED_PAYLOAD);
        request.query += "&X-Amz-Signature=" + signature(request, signedHeaders, payload);
        return request;
    }

    private String signature(TestRequest request, Set<String> signedHeaders, String payload) {
        SigningTime signed = SigningTime.parse(V4Signer.formatTime(time)).orElseThrow();
        SignatureClaim claim = new SignatureClaim(scope, signed, new LinkedHashSet<>(signedHeaders), payload, "");
        String canonical = CanonicalRequest.of(request.onTheWire(), CanonicalQuery.parse(request.query), claim);
        return signer.signature(canonical, time);
    }

    /** The signature of any text. */
    public String hex(String text) {
        return signer.sign(text, time);
    }

    /** Frames {@code data} in signed chunks after the signature of {@code request}, without what ends the body. */
    String signedChunks(TestRequest request, String data, int size) {
        return new Chain(request).chunks(data, size);
    }

    public Chain chain(TestRequest request) {
        return new Chain(request);
    }

    /** The chain of signatures of one body. */
    public final class Chain {
        private String previous;

        Chain(TestRequest request) {
            String value = request.header("authorization");
            previous = value.substring(value.length() - 64);
        }

        /** All chunks of {@code data}, and the empty one. */
        public String chunks(String data, int size) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < data.length(); i += size) {
                out.append(chunk(data.substring(i, Math.min(i + size, data.length()))));
            }
            return out.append(last()).toString();
        }

        String chunk(String data) {
            return Integer.toHexString(data.length()) + ";chunk-signature=" + next(data) + "\r\n" + data + "\r\n";
        }

        public String last() {
            return "0;chunk-signature=" + next("") + "\r\n";
        }

        private String next(String data) {
            previous = signer.chunkSignature(previous, data.getBytes(ISO_8859_1), time);
            return previous;
        }

        /** The signed end of a body with trailers, {@code name:value} and a line feed each. */
        public String trailerSignature(String trailers) {
            return "x-amz-trailer-signature:" + signer.trailerSignature(previous, trailers.getBytes(UTF_8), time)
                    + "\r\n\r\n";
        }
    }

    public static String sha256(byte[] bytes) {
        return V4Signer.sha256(bytes);
    }

    public static String encode(String text) {
        return V4Signer.encode(text);
    }

    /** Frames {@code data} in unsigned chunks, without what ends the body. */
    public static byte[] unsignedChunks(byte[] data, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < data.length; i += size) {
            int length = Math.min(size, data.length - i);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            out.write(data, i, length);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        out.writeBytes("0\r\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }
}
