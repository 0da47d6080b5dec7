package io.geckos.s3.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.security.Authenticator.PayloadDecoder;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: read once as an upload, a document or a text, and compared with the digests that the client states.
 * The methods throw {@link S3Exception} if headers about the body are malformed.
 */
public final class S3RequestBody {
    /** The largest object or part that comes in one request, in bytes. */
    public static final long MAX_UPLOAD = 5L << 30;

    private final S3Request request;
    private final PayloadDecoder payload;
    private final RequestHeaders headers;
    private final UploadBufferPool buffers;
    private @Nullable ContentDigests digests;

    /** The body as a document, once it was parsed. */
    private @Nullable Object parsed;

    /**
     * The body of a request. No byte of it is read yet.
     *
     * @param payload the decoder of its bytes
     * @param buffers for uploads
     */
    public S3RequestBody(S3Request request, PayloadDecoder payload, RequestHeaders headers, UploadBufferPool buffers) {
        this.request = request;
        this.payload = payload;
        this.headers = headers;
        this.buffers = buffers;
    }

    private ContentDigests digests() {
        ContentDigests stated = digests;
        if (stated == null) {
            stated = ContentDigests.of(headers, payload);
            digests = stated;
        }
        return stated;
    }

    /**
     * The upload of the body into the store.
     *
     * @param wanted the checksums to compute, in addition to those that the client states
     * @throws S3Exception if the headers about the body are malformed or give no length, or if the body is too long
     */
    public RequestBodyUpload upload(Set<ChecksumAlgorithm> wanted) {
        long length = length();
        if (length > MAX_UPLOAD) {
            throw tooLarge(length);
        }
        return uploadWithoutLengthCheck(wanted);
    }

    /** Like {@link #upload}, for callers that check the length themselves. */
    public RequestBodyUpload uploadWithoutLengthCheck(Set<ChecksumAlgorithm> wanted) {
        UploadBufferPool pool = buffers.chargedTo(request.memory());
        return new RequestBodyUpload(stream(), payload::trailers, digests(), wanted, pool);
    }

    /** The length of the body in bytes. Throws {@link S3Error#MissingContentLength} if no header gives it. */
    public long length() {
        return digests().length().orElseThrow(() -> new S3Exception(S3Error.MissingContentLength));
    }

    /** The refusal of a body of {@code length} bytes. */
    public static S3Exception tooLarge(long length) {
        return new S3Exception(S3Error.EntityTooLarge)
                .with("ProposedSize", String.valueOf(length))
                .with("MaxSizeAllowed", String.valueOf(MAX_UPLOAD));
    }

    /**
     * Parses the body as an XML document and verifies its digests. Empty if there is no body.
     *
     * @param limit the largest size of the document, in bytes
     * @throws S3Exception {@link S3Error#MalformedXML} if {@code parser} cannot read the document
     */
    public <T> Optional<T> document(long limit, XmlReader.Parser<T> parser) {
        return document(digests(), limit, parser);
    }

    /**
     * Reads the body as a document; throws {@link S3Error#MalformedXML} if there is none. The parsed document is kept, so
     * this may be called again.
     */
    @SuppressWarnings("unchecked") // The body of a request is one kind of document.
    public <T> T document(XmlCodec<T> codec) {
        Object known = parsed;
        if (known != null) {
            return (T) known;
        }
        T read = document(codec.limit(), codec.parser()).orElseThrow(XmlReader::malformed);
        parsed = read;
        return read;
    }

    /**
     * Reads the body as text in UTF-8 and verifies its digests.
     *
     * @param limit the largest size, in bytes
     * @param tooLong thrown for a longer body
     */
    public String text(int limit, Supplier<S3Exception> tooLong) {
        ContentDigests checks = digests();
        request.memory().take(2L * limit);
        HashedRequestBody body =
                new HashedRequestBody(stream(), new ContentHasher(checks.algorithms()), limit, tooLong);
        try {
            String text = new String(body.readAllBytes(), UTF_8);
            checks.verify(body.finish(), payload.trailers());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a request without a digest of its body, for operations where S3 requires one.
     *
     * @throws S3Exception {@link S3Error#InvalidRequest} if there is neither an MD5 nor a checksum
     */
    public void requireDigest() {
        if (!digests().isAnyStated()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    /** Like {@link #document}, for requests whose checksum headers are not about the body. */
    public <T> Optional<T> documentWithoutChecksum(long limit, XmlReader.Parser<T> parser) {
        return document(ContentDigests.withoutChecksum(headers, payload), limit, parser);
    }

    /** Tells whether the request has a body. */
    public boolean isPresent() {
        return headers.has("transfer-encoding") || digests().length().orElse(0) > 0;
    }

    /** Refuses a request without a body, for operations where S3 requires one. */
    public void requirePresent() {
        if (!isPresent()) {
            throw new S3Exception(S3Error.MissingRequestBodyError);
        }
    }

    private <T> Optional<T> document(ContentDigests checks, long limit, XmlReader.Parser<T> parser) {
        if (checks.length().isEmpty() && headers.has("transfer-encoding")) {
            throw new S3Exception(S3Error.MissingContentLength);
        }
        boolean empty = checks.length().orElse(0) == 0;
        if (!empty) {
            request.memory().take(XmlReader.MEMORY);
        }
        InputStream counted = new MemoryLimitedBody(stream(), request.memory(), XmlReader.MEMORY_PER_BYTE);
        HashedRequestBody body = new HashedRequestBody(counted, new ContentHasher(checks.algorithms()), limit);
        Optional<T> value = empty ? Optional.empty() : Optional.of(XmlReader.read(body, parser));
        checks.verify(body.finish(), payload.trailers());
        return value;
    }

    /** The decoded bytes, which are not verified. */
    public InputStream stream() {
        return payload.decode(request.body());
    }
}
