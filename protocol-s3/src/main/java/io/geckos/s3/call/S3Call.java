package io.geckos.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Identity;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parsed and authenticated request, as its operation sees it. */
public final class S3Call {
    /** AWS and Ceph, versitygw, MinIO: who moved from there asks for a version that is gone, and makes no mistake. */
    private static final Pattern ID_OF_ANOTHER_STORE = Pattern.compile("[\\w.-]{32}|[0-9A-Z]{26}|[0-9a-f-]{36}");

    /** The largest object or part that comes in one request, in bytes. */
    public static final long MAX_UPLOAD = 5L << 30;

    private final AuthenticatedRequest caller;
    private final S3Action action;
    private final RequestTarget target;
    private final QueryParameters query;
    private final RequestHeaders headers;
    private final ServiceContext wiring;
    private Function<S3Call, Map<String, String>> headersInBody = _ -> Map.of();

    /** The body, once it was read as a document. */
    private @Nullable Object parsed;

    public S3Call(
            AuthenticatedRequest caller,
            S3Action action,
            RequestTarget target,
            QueryParameters query,
            RequestHeaders headers,
            ServiceContext wiring) {
        this.caller = caller;
        this.action = action;
        this.target = target;
        this.query = query;
        this.headers = headers;
        this.wiring = wiring;
    }

    /** A copy with another caller, target and headers. */
    public S3Call of(AuthenticatedRequest otherCaller, RequestTarget otherTarget, RequestHeaders otherHeaders) {
        S3Call other = new S3Call(otherCaller, action, otherTarget, query, otherHeaders, wiring);
        other.headersInBody = headersInBody;
        return other;
    }

    /** Says which operation knows what the body means. */
    public S3Call of(S3Operation operation) {
        headersInBody = operation::headersInBody;
        return this;
    }

    /** What the body says and other requests say in headers. */
    Map<String, String> headersInBody() {
        return headersInBody.apply(this);
    }

    public AuthenticatedRequest caller() {
        return caller;
    }

    /** The URL of the request as the client knows it, without the query. */
    public String url() {
        return caller.request().url();
    }

    /** The action that the request asks for. */
    public S3Action action() {
        return action;
    }

    /** The storage classes that clients may name. */
    public Set<StorageClass> storageClasses() {
        return wiring.settings().storageClasses();
    }

    public S3Settings settings() {
        return wiring.settings();
    }

    public BucketRepository buckets() {
        return wiring.storage().buckets();
    }

    /** The service, bucket or object that the request addresses. */
    public RequestTarget target() {
        return target;
    }

    public QueryParameters query() {
        return query;
    }

    public RequestHeaders headers() {
        return headers;
    }

    public Identity identity() {
        return caller.identity();
    }

    /** The addressed bucket, or that of the addressed object. */
    public BucketName bucket() {
        return target.bucket().orElseThrow(() -> new IllegalStateException(action + " addresses no bucket"));
    }

    /** The bucket addressed, as it is stored; throws NoSuchBucket if it is not there. */
    public Bucket storedBucket() {
        return wiring.storage().buckets().get(bucket());
    }

    /** The object addressed. */
    public ObjectId object() {
        if (target instanceof RequestTarget.OfObject(ObjectId id)) {
            return id;
        }
        throw new IllegalStateException(action + " addresses no object");
    }

    /** The upload that {@code uploadId} names. */
    public UploadId uploadId() {
        return new UploadId(object(), query.get("uploadId").orElse(""));
    }

    /** The version that {@code versionId} names. */
    public Version version() {
        return query.get("versionId").<Version>map(this::version).orElse(Version.LATEST);
    }

    /** The version with that id. Throws {@link S3Error#InvalidArgument} if the store has no ids of this form. */
    public Version.Named version(String id) {
        return possibleVersion(id)
                .orElseThrow(() -> S3Exception.invalidArgument(
                        id.isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified",
                        "versionId",
                        id));
    }

    /** The version with that id; empty if neither this store nor others known have ids of this form. */
    public Optional<Version.Named> possibleVersion(String id) {
        if (id.equals("null")) {
            return Optional.of(Version.NULL);
        }
        return wiring.storage().isVersionId(id)
                        || ID_OF_ANOTHER_STORE.matcher(id).matches()
                ? Optional.of(new Version.Exactly(new VersionId(id)))
                : Optional.empty();
    }

    /**
     * Checks that the policy allows the caller an action.
     *
     * @throws S3Exception {@link S3Error#AccessDenied} if not
     */
    public void authorise(S3Action other, RequestTarget resource) {
        authorise(other, AccessTarget.of(this, resource));
    }

    /** Like {@link #authorise(S3Action, RequestTarget)}, for what the request names elsewhere than in its path. */
    public void authorise(S3Action other, AccessTarget resource) {
        if (!isAudited(other.permissions(resource.version().isPresent()), resource)) {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }

    /**
     * Tells whether the caller may learn if an object exists: whether a listing with its key as prefix is allowed. Who asks
     * refuses the request if not.
     */
    public boolean mayList(ObjectId object) {
        return isAudited(S3Action.LIST_OBJECTS.permissions(false), AccessTarget.listing(object));
    }

    /** Tells whether the caller asks to break a retention of governance, and may. */
    public boolean bypassesGovernance() {
        return bypassesGovernance(AccessTarget.of(this, target));
    }

    /** The same for what the request names elsewhere than in its path. */
    public boolean bypassesGovernance(AccessTarget resource) {
        return headers.get(S3HeaderNames.BYPASS)
                .filter("true"::equalsIgnoreCase)
                .filter(_ ->
                        decision(Set.of("BypassGovernanceRetention"), resource).allowed())
                .isPresent();
    }

    private boolean isAudited(Set<String> permissions, AccessTarget resource) {
        AccessPolicy.Decision decision = decision(permissions, resource);
        caller.audit().add(decision);
        return decision.allowed();
    }

    private AccessPolicy.Decision decision(Set<String> permissions, AccessTarget resource) {
        AccessRequest request = new AccessRequest(
                identity(),
                permissions,
                resource.resource().resource(),
                new S3AccessContext(this, resource, wiring.storage().objects()));
        return wiring.policy().decide(request);
    }

    /** Answers with the result of {@code work}. Keeps the connection alive if that takes longer than a client waits. */
    public S3Result patiently(Supplier<S3Result> work) {
        S3Request request = caller.request();
        return KeepAliveResponse.of(work, wiring.patience(), e -> {
            S3Exception error = ErrorMapping.about(request, target, ErrorMapping.of(e, request));
            return ErrorDocument.of(error, request, wiring.hostId());
        });
    }

    /** The algorithm of objects for which clients state no checksum, if those get one. */
    public Optional<ChecksumAlgorithm> defaultChecksum() {
        return wiring.settings().defaultChecksum();
    }

    /**
     * The upload of the body into the store.
     *
     * @param wanted the checksums to compute, in addition to those that the client states
     * @throws S3Exception if the headers about the body are malformed or give no length, or if the body is too long
     */
    public RequestBodyUpload upload(Set<ChecksumAlgorithm> wanted) {
        long length = bodyLength();
        if (length > MAX_UPLOAD) {
            throw tooLarge(length);
        }
        return uploadOfUnknownLength(wanted);
    }

    /** Like {@link #upload}, for a body that checks its length itself. */
    public RequestBodyUpload uploadOfUnknownLength(Set<ChecksumAlgorithm> wanted) {
        ContentDigests checks = ContentDigests.of(headers, caller.payload());
        UploadBufferPool buffers = wiring.buffers().lentTo(caller.request().memory());
        return new RequestBodyUpload(body(), caller.payload()::trailers, checks, wanted, buffers);
    }

    /** The length of the body in bytes. Throws {@link S3Error#MissingContentLength} if no header gives it. */
    public long bodyLength() {
        return ContentDigests.of(headers, caller.payload())
                .length()
                .orElseThrow(() -> new S3Exception(S3Error.MissingContentLength));
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
        return document(ContentDigests.of(headers, caller.payload()), limit, parser);
    }

    /** Reads the body as a document; {@link S3Error#MalformedXML} if there is none too. */
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
     * @param limit the largest size, in bytes; throws {@link S3Error#MalformedXML} for a longer one
     */
    public String text(int limit) {
        ContentDigests checks = ContentDigests.of(headers, caller.payload());
        takeMemory(2L * limit);
        VerifiedRequestBody body = new VerifiedRequestBody(body(), new ContentHasher(checks.algorithms()), limit);
        try {
            String text = new String(body.readAllBytes(), UTF_8);
            checks.verify(body.finish(), caller.payload().trailers());
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
    public void requireVouchedBody() {
        if (!ContentDigests.of(headers, caller.payload()).areAny()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    /** Like {@link #document}, for requests whose checksum headers are not about the body. */
    public <T> Optional<T> documentWithoutChecksum(long limit, XmlReader.Parser<T> parser) {
        return document(ContentDigests.withoutChecksum(headers, caller.payload()), limit, parser);
    }

    /** Tells whether the request has a body. */
    public boolean hasBody() {
        return headers.has("transfer-encoding")
                || ContentDigests.of(headers, caller.payload()).length().orElse(0) > 0;
    }

    /** Refuses a request without a body, as S3 does where its own servers read the document. */
    public void requireBody() {
        if (!hasBody()) {
            throw new S3Exception(S3Error.MissingRequestBodyError);
        }
    }

    private <T> Optional<T> document(ContentDigests checks, long limit, XmlReader.Parser<T> parser) {
        if (checks.length().isEmpty() && headers.has("transfer-encoding")) {
            throw new S3Exception(S3Error.MissingContentLength);
        }
        boolean empty = checks.length().orElse(0) == 0;
        if (!empty) {
            takeMemory(XmlReader.MEMORY);
        }
        InputStream counted = new MemoryLimitedBody(body(), caller.request().memory(), XmlReader.MEMORY_PER_BYTE);
        VerifiedRequestBody body = new VerifiedRequestBody(counted, new ContentHasher(checks.algorithms()), limit);
        Optional<T> value = empty ? Optional.empty() : Optional.of(XmlReader.read(body, parser));
        checks.verify(body.finish(), caller.payload().trailers());
        return value;
    }

    /**
     * Takes memory for data that is kept while the server waits for the client.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there is none left
     */
    public void takeMemory(long bytes) {
        caller.request().memory().take(bytes);
    }

    /** The decoded body. */
    public InputStream body() {
        return caller.payload().decode(caller.request().body());
    }
}
