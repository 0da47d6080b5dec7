package io.geckos.s3.object;

import static java.util.stream.Collectors.toSet;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.body.ContentDigests;
import io.geckos.s3.body.S3RequestBody;
import io.geckos.s3.call.AccessTarget;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.call.WriteConditionHeaders;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.Encryption.CopyTarget;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.encryption.EncryptionKey;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.TagSet;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>. */
public final class CopyObject implements S3Operation {
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final SupportedParameters ACCEPTS = ObjectRequestHeaders.ACCEPTS
            .and(CopySource.ACCEPTS)
            .headers(METADATA_DIRECTIVE, TAGGING_DIRECTIVE, ALGORITHM);

    private final ObjectStore objects;
    private final Encryption encryption;

    public CopyObject(ObjectStore objects, Encryption encryption) {
        this.objects = objects;
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectSpec said = ObjectRequestHeaders.spec(call);
        CopyDirective metadata = CopyDirective.of(call.headers(), METADATA_DIRECTIVE);
        CopyDirective tagging = CopyDirective.of(call.headers(), TAGGING_DIRECTIVE);
        call.headers().get(ALGORITHM).ifPresent(ContentDigests::algorithm);
        WriteCondition condition = WriteConditionHeaders.of(call);
        Optional<EncryptionKey> key = encryption.keyFor(call);
        encryption.checkSource(call);
        CopySource source = CopySource.of(call);
        return call.patiently(() -> {
            try (StoredObject opened = source.open(call, encryption)) {
                ObjectInfo from = opened.info();
                requireChange(call, source, from, metadata, condition);
                requireCopyable(from);
                ObjectSpec kept =
                        metadata == CopyDirective.REPLACE ? said : ObjectRequestHeaders.copied(from.spec(), said);
                Map<String, String> tags = (tagging == CopyDirective.REPLACE ? said : from.spec()).tags();
                if (tagging != CopyDirective.REPLACE) {
                    authoriseTags(call, source, tags);
                }
                CopyTarget target = new CopyTarget(kept.withTags(tags), algorithms(call, from), key, condition);
                return answer(call, from, encryption.copy(call, opened, target));
            }
        });
    }

    /**
     * Checks that the caller may give the copy the tags of its source. For policies they are tags of the request; those in a
     * header do not count then, and must not be seen instead of them.
     */
    private static void authoriseTags(S3Call call, CopySource source, Map<String, String> tags) {
        Map<String, String> headers = Map.of(TagSet.HEADER, TagSet.header(tags));
        AccessTarget copy = new AccessTarget(call.target(), Optional.empty(), headers);
        if (!tags.isEmpty()) {
            source.authorise(call, S3Action.GET_OBJECT_TAGGING);
            call.access().authorise(S3Action.PUT_OBJECT_TAGGING, copy);
        }
        if (!tags.isEmpty() || call.headers().has(TagSet.HEADER)) {
            call.access().authorise(S3Action.COPY_OBJECT, copy);
        }
    }

    /** A copy of an object onto itself has to change it; conditions that do not hold are told of before that. */
    private void requireChange(
            S3Call call, CopySource source, ObjectInfo from, CopyDirective metadata, WriteCondition condition) {
        boolean changes = metadata == CopyDirective.REPLACE
                || EncryptionHeaders.areIn(call.headers())
                || call.headers().has(ObjectRequestHeaders.REDIRECT)
                || call.headers().has(ObjectRequestHeaders.STORAGE_CLASS);
        if (!changes && from.id().equals(call.object()) && isCurrent(source, from)) {
            if (!condition.holdsOf(from)) {
                throw new S3Exception(S3Error.PreconditionFailed);
            }
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, storage class, website redirect location or encryption"
                            + " attributes.");
        }
    }

    /** Tells whether what was opened is the current version: a former one becomes current again by a copy onto itself. */
    private boolean isCurrent(CopySource source, ObjectInfo from) {
        if (source.version().equals(Version.LATEST)) {
            return true;
        }
        try {
            return objects.stat(from.id(), Version.LATEST).version().equals(from.version());
        } catch (StorageException.NoSuchObject | StorageException.VersionIsDeleteMarker _) {
            return false;
        }
    }

    /** Refuses what only a copy part by part can take. */
    public static void requireCopyable(ObjectInfo from) {
        if (from.size() > S3RequestBody.MAX_UPLOAD) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + S3RequestBody.MAX_UPLOAD);
        }
    }

    /** The algorithm that the request names, or those of the source, or the default. */
    private static Set<ChecksumAlgorithm> algorithms(S3Call call, ObjectInfo from) {
        Optional<String> named = call.headers().get(ALGORITHM);
        if (named.isPresent()) {
            return Set.of(ContentDigests.algorithm(named.get()));
        }
        return from.checksums().isEmpty()
                ? call.defaultChecksum().map(Set::of).orElse(Set.of())
                : from.checksums().stream().map(Checksum::algorithm).collect(toSet());
    }

    private static S3Result answer(S3Call call, ObjectInfo from, ObjectInfo copy) {
        S3Result answer = S3Result.of(200).newVersion(copy.version()).current(copy);
        EncryptionHeaders.describe(answer, call, copy.spec());
        from.version().ifPresent(version -> answer.header("x-amz-copy-source-version-id", version.value()));
        return answer.document(xml -> {
            xml.root("CopyObjectResult");
            xml.element("LastModified", S3Timestamps.iso(copy.lastModified()));
            xml.element("ETag", copy.etag().quoted());
            xml.checksums(copy.checksums());
            xml.close();
        });
    }
}
