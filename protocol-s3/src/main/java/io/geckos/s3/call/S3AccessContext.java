package io.geckos.s3.call;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.s3.wire.UriDecoder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts about a call and its object that policies may use. */
final class S3AccessContext implements AccessRequest.Context {
    private final S3Call call;
    private final AccessTarget resource;
    private final Storage storage;
    private @Nullable ObjectSpec object;
    private boolean lookedUp;
    private @Nullable Map<String, String> inBody;

    S3AccessContext(S3Call call, AccessTarget resource, Storage storage) {
        this.call = call;
        this.resource = resource;
        this.storage = storage;
    }

    @Override
    public String requestId() {
        return call.caller().request().id();
    }

    @Override
    public String operation() {
        return call.action().operation();
    }

    @Override
    public String sourceAddress() {
        return call.caller().request().remoteAddress();
    }

    @Override
    public boolean secureTransport() {
        return call.caller().request().secure();
    }

    @Override
    public Optional<String> tlsVersion() {
        return call.caller().request().origin().tlsVersion();
    }

    @Override
    public Optional<String> header(String name) {
        Optional<String> value = Optional.ofNullable(resource.headers().get(name))
                .or(() -> call.headers().get(name))
                .or(() -> Optional.ofNullable(inBody().get(name)));
        return name.equals(S3HeaderNames.COPY_SOURCE) ? value.map(S3AccessContext::source) : value;
    }

    /** The source of a copy as policies write it, however the request does: decoded, and without a slash before it. */
    private static String source(String header) {
        try {
            String source = UriDecoder.handWritten(header, true);
            return source.startsWith("/") ? source.substring(1) : source;
        } catch (S3Exception _) {
            // The operation refuses it.
            return header;
        }
    }

    private Map<String, String> inBody() {
        if (inBody == null) {
            inBody = resource.resource().equals(call.target()) ? call.headersForPolicy() : Map.of();
        }
        return inBody;
    }

    @Override
    public Optional<String> query(String name) {
        return switch (name) {
            case "versionId" -> resource.version();
            case "prefix" -> resource.prefix().or(() -> call.query().get(name));
            default -> call.query().get(name);
        };
    }

    @Override
    public Map<String, String> objectTags() {
        return object().map(ObjectSpec::tags).orElse(Map.of());
    }

    @Override
    public Optional<AccessControlList> objectAcl() {
        return object().map(spec -> spec.acl().orElseGet(this::ofBucketOwner));
    }

    @Override
    public Optional<String> externalId() {
        return Optional.empty();
    }

    @Override
    public Optional<Initiator> initiator() {
        if (call.query().get("uploadId").isEmpty() || !resource.resource().equals(call.target())) {
            return Optional.empty();
        }
        try {
            return storage.uploads().get(call.uploadId()).initiator();
        } catch (StorageException.NoSuchBucket | StorageException.NoSuchUpload _) {
            return Optional.empty();
        }
    }

    private AccessControlList ofBucketOwner() {
        BucketName bucket = resource.resource().bucket().orElseThrow();
        return AccessControlList.ofOwner(BucketOwnership.ownerOf(call, bucket));
    }

    private Optional<ObjectSpec> object() {
        if (!lookedUp && resource.resource() instanceof RequestTarget.OfObject(ObjectId id)) {
            object = find(id);
        }
        lookedUp = true;
        return Optional.ofNullable(object);
    }

    private @Nullable ObjectSpec find(ObjectId id) {
        Version version = resource.version().<Version>map(call::version).orElse(Version.LATEST);
        try {
            return storage.objects().stat(id, version).spec();
        } catch (StorageException.NoSuchBucket
                | StorageException.NoSuchObject
                | StorageException.NoSuchVersion
                | StorageException.VersionIsDeleteMarker _) {
            return null;
        }
    }
}
