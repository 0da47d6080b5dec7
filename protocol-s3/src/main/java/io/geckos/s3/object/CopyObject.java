package io.geckos.s3.object;

import static java.util.stream.Collectors.toSet;

import io.geckos.domain.Checksum;
import io.geckos.domain.ChecksumAlgorithm;
import io.geckos.domain.ETag;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.StoredObject;
import io.geckos.domain.WriteCondition;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.ContentChecks;
import io.geckos.s3.call.Operation;
import io.geckos.s3.call.WriteConditions;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.Timestamps;
import java.util.Map;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>. */
public final class CopyObject implements Operation {
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final Accepts ACCEPTS =
            ObjectHeaders.ACCEPTS.and(CopySource.ACCEPTS).headers(METADATA_DIRECTIVE, TAGGING_DIRECTIVE, ALGORITHM);

    private final ObjectStore objects;

    public CopyObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectSpec said = ObjectHeaders.spec(call);
        Directive metadata = Directive.of(call.headers(), METADATA_DIRECTIVE);
        Directive tagging = Directive.of(call.headers(), TAGGING_DIRECTIVE);
        call.headers().get(ALGORITHM).ifPresent(name -> ContentChecks.algorithm(name, ALGORITHM));
        WriteCondition condition = WriteConditions.of(call.headers());
        CopySource source = CopySource.of(call);
        return call.patiently(() -> {
            try (StoredObject opened = source.open(call, objects)) {
                ObjectInfo from = opened.info();
                requireChange(call, from, metadata, condition);
                requireCopyable(from);
                ObjectSpec kept = metadata == Directive.REPLACE ? said : ObjectHeaders.copied(from.spec(), said);
                Map<String, String> tags = (tagging == Directive.REPLACE ? said : from.spec()).tags();
                ObjectInfo copy =
                        objects.copy(opened, call.object(), kept.withTags(tags), algorithms(call, from), condition);
                return answer(from, copy);
            }
        });
    }

    /** A copy of an object onto itself has to change it; conditions that do not hold are told of before that. */
    private static void requireChange(Call call, ObjectInfo from, Directive metadata, WriteCondition condition) {
        boolean changes = metadata == Directive.REPLACE
                || call.headers().has(ObjectHeaders.REDIRECT)
                || call.headers().has(ObjectHeaders.STORAGE_CLASS);
        if (!changes && from.id().equals(call.object())) {
            boolean holds = switch (condition) {
                case WriteCondition.Always _, WriteCondition.IfPresent _ -> true;
                case WriteCondition.IfAbsent _ -> false;
                case WriteCondition.IfMatch(ETag tag) -> tag.equals(from.etag());
            };
            if (!holds) {
                throw new S3Exception(S3Error.PreconditionFailed);
            }
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, storage class, website redirect location or encryption"
                            + " attributes.");
        }
    }

    /** Refuses what only a copy part by part can take. */
    public static void requireCopyable(ObjectInfo from) {
        if (from.size() > Call.MAX_UPLOAD) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + Call.MAX_UPLOAD);
        }
    }

    private static Set<ChecksumAlgorithm> algorithms(Call call, ObjectInfo from) {
        return call.headers()
                .get(ALGORITHM)
                .map(name -> Set.of(ContentChecks.algorithm(name, ALGORITHM)))
                .orElseGet(
                        () -> from.checksums().stream().map(Checksum::algorithm).collect(toSet()));
    }

    private static Answer answer(ObjectInfo from, ObjectInfo copy) {
        Answer answer = Answer.of(200);
        from.version().ifPresent(version -> answer.header("x-amz-copy-source-version-id", version.value()));
        copy.version().ifPresent(version -> answer.header("x-amz-version-id", version.value()));
        return answer.document(xml -> {
            xml.root("CopyObjectResult");
            xml.element("LastModified", Timestamps.iso(copy.lastModified()));
            xml.element("ETag", copy.etag().quoted());
            xml.checksums(copy.checksums());
            xml.close();
        });
    }
}
