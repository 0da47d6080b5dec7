package io.geckos.s3.call;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.Identity;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.body.S3RequestBody;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A parsed and authenticated request, as its operation sees it. */
public final class S3Call {
    /** AWS and Ceph, versitygw, MinIO: who moved from there asks for a version that is gone, and makes no mistake. */
    private static final Pattern ID_OF_ANOTHER_STORE = Pattern.compile("[\\w.-]{32}|[0-9A-Z]{26}|[0-9a-f-]{36}");

    private final AuthenticatedRequest caller;
    private final S3Action action;
    private final RequestTarget target;
    private final QueryParameters query;
    private final RequestHeaders headers;
    private final ServiceContext wiring;
    private final S3RequestBody body;
    private final CallerAccess access;
    private Function<S3Call, Map<String, String>> headersForPolicy = _ -> Map.of();

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
        this.body = new S3RequestBody(caller.request(), caller.payload(), headers, wiring.buffers());
        this.access = new CallerAccess(this, wiring.policy(), wiring.storage());
    }

    /** A copy with another caller, target and headers. */
    public S3Call of(AuthenticatedRequest otherCaller, RequestTarget otherTarget, RequestHeaders otherHeaders) {
        S3Call other = new S3Call(otherCaller, action, otherTarget, query, otherHeaders, wiring);
        other.headersForPolicy = headersForPolicy;
        return other;
    }

    /** Says which operation knows what the body means. */
    public S3Call of(S3Operation operation) {
        headersForPolicy = operation::headersForPolicy;
        return this;
    }

    /** What the body says and other requests say in headers. */
    Map<String, String> headersForPolicy() {
        return headersForPolicy.apply(this);
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

    /** The body, with the digests that the client states for it. */
    public S3RequestBody body() {
        return body;
    }

    /** The permissions of the caller. */
    public CallerAccess access() {
        return access;
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
     * Takes memory for data that is kept while the server waits for the client.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there is none left
     */
    public void takeMemory(long bytes) {
        caller.request().memory().take(bytes);
    }
}
