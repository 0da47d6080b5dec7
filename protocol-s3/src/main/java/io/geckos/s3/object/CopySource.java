package io.geckos.s3.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.call.AccessTarget;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.CommonHeaders;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.ReadPreconditions;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.s3.wire.UriDecoder;
import java.util.Map;
import java.util.Optional;

/**
 * The object that {@code x-amz-copy-source} names: {@code bucket/key}, percent-encoded or not, and perhaps a version of
 * it. S3 takes a plus sign for a space; people who write a key as it is mean the sign, which counts where there is no
 * object with the space.
 *
 * @param literal the same name with its plus signs, empty if it has none
 */
public record CopySource(ObjectId id, Optional<ObjectId> literal, Version version) {
    private static final String OWNER = "x-amz-source-expected-bucket-owner";

    /** What requests that copy may carry about the source. */
    public static final SupportedParameters ACCEPTS = EncryptionHeaders.SOURCES.headers(
            "x-amz-copy-source-if-match",
            "x-amz-copy-source-if-modified-since",
            "x-amz-copy-source-if-none-match",
            "x-amz-copy-source-if-unmodified-since",
            OWNER);

    private static final String VERSION = "?versionId=";

    /** Reads the header. */
    public static CopySource of(S3Call call) {
        String source = call.headers().get(S3HeaderNames.COPY_SOURCE).orElse("");
        if (source.startsWith("arn:")) {
            throw accessPoint(source);
        }
        int mark = source.lastIndexOf(VERSION);
        String path = mark < 0 ? source : source.substring(0, mark);
        Version version = mark < 0 ? Version.LATEST : call.version(source.substring(mark + VERSION.length()));
        Optional<ObjectId> literal = path.indexOf('+') < 0
                ? Optional.empty()
                : Optional.of(objectId(decoded(path, false), S3HeaderNames.COPY_SOURCE));
        return new CopySource(objectId(decoded(path, true), S3HeaderNames.COPY_SOURCE), literal, version);
    }

    /** Of the names that begin so, S3 takes those of access points, which there are none of here. */
    private static S3Exception accessPoint(String source) {
        return source.contains(":accesspoint/")
                ? S3Exception.notImplemented(S3HeaderNames.COPY_SOURCE)
                : S3Exception.invalidArgument("Invalid copy source bucket name", S3HeaderNames.COPY_SOURCE, source);
    }

    private static String decoded(String source, boolean plusIsSpace) {
        try {
            return UriDecoder.handWritten(source, plusIsSpace);
        } catch (S3Exception _) {
            throw S3Exception.invalidArgument("Invalid copy source encoding", S3HeaderNames.COPY_SOURCE, source);
        }
    }

    /** An object named by {@code bucket/key}, with or without a slash before. */
    static ObjectId objectId(String path, String header) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            throw S3Exception.invalidArgument("Invalid copy source object key", header, path);
        }
        String bucket = name.substring(0, slash);
        if (!BucketName.isLegal(bucket)) {
            throw S3Exception.invalidArgument("Invalid copy source bucket name", header, path);
        }
        return new ObjectId(new BucketName(bucket), RequestTarget.objectKey(name.substring(slash + 1)));
    }

    /**
     * Opens it, if the caller may read it and its conditions hold; the caller closes it.
     *
     * @throws S3Exception naming the source, if it cannot be had
     */
    public StoredObject open(S3Call call, Encryption encryption) {
        authorise(call, S3Action.GET_OBJECT);
        requireOwner(call);
        StoredObject source = find(call, encryption);
        try {
            ReadPreconditions.of(call.headers(), S3HeaderNames.COPY_SOURCE + "-")
                    .require(source.info());
            return source;
        } catch (S3Exception e) {
            source.close();
            throw e;
        }
    }

    private void requireOwner(S3Call call) {
        if (call.headers().has(OWNER)) {
            try {
                CommonHeaders.requireOwner(call, OWNER, BucketOwnership.ownerOf(call, id.bucket()));
            } catch (StorageException.NoSuchBucket e) {
                throw ErrorMapping.about(new RequestTarget.OfObject(id), ErrorMapping.of(e));
            }
        }
    }

    /** Checks that the caller may do something to the source. */
    void authorise(S3Call call, S3Action action) {
        call.access().authorise(action, access(id));
        literal.ifPresent(other -> call.access().authorise(action, access(other)));
    }

    private AccessTarget access(ObjectId source) {
        Optional<String> named = version instanceof Version.Named one ? Optional.of(one.value()) : Optional.empty();
        return new AccessTarget(new RequestTarget.OfObject(source), named, Map.of());
    }

    private StoredObject find(S3Call call, Encryption encryption) {
        try {
            return openEither(call, encryption);
        } catch (StorageException.VersionIsDeleteMarker e) {
            throw e.wasRequestedById()
                    ? new S3Exception(
                            S3Error.InvalidRequest,
                            "The source of a copy request may not specifically refer to a delete marker by version id.")
                    : ErrorMapping.about(new RequestTarget.OfObject(id), ErrorMapping.of(e));
        } catch (StorageException.NoSuchObject | StorageException.NoSuchVersion e) {
            throw call.access().mayList(id)
                    ? ErrorMapping.about(new RequestTarget.OfObject(id), ErrorMapping.of(e))
                    : new S3Exception(S3Error.AccessDenied);
        } catch (StorageException.NoSuchBucket e) {
            throw ErrorMapping.about(new RequestTarget.OfObject(id), ErrorMapping.of(e));
        }
    }

    private StoredObject openEither(S3Call call, Encryption encryption) {
        try {
            return encryption.openSource(call, id, version);
        } catch (StorageException.NoSuchObject e) {
            return encryption.openSource(call, literal.orElseThrow(() -> e), version);
        }
    }
}
