package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.s3.body.ContentDigests;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.encryption.EncryptionKey;
import io.geckos.s3.object.CopyDirective;
import io.geckos.s3.object.ObjectRequestHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Locale;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>. */
public final class CreateMultipartUpload implements S3Operation {
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final String TYPE = "x-amz-checksum-type";
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final SupportedParameters ACCEPTS =
            ObjectRequestHeaders.ACCEPTS.headers(ALGORITHM, TYPE, METADATA_DIRECTIVE);

    private final Encryption encryption;

    public CreateMultipartUpload(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        checkDirective(call.headers());
        ObjectSpec spec = ObjectRequestHeaders.spec(call);
        Optional<ChecksumPlan> plan = plan(call.headers());
        Optional<EncryptionKey> key = encryption.keyFor(call);
        UploadInfo upload = encryption.begin(call, spec, plan.or(() -> implied(call)), key);
        S3Result answer = EncryptionHeaders.describe(S3Result.of(200).upload(upload), call, upload.spec());
        plan.ifPresent(agreed -> answer.header(ALGORITHM, agreed.algorithm().name())
                .header(TYPE, agreed.type().name()));
        return answer.document(xml -> {
            xml.root("InitiateMultipartUploadResult");
            xml.element("Bucket", call.bucket().value());
            xml.element("Key", call.object().key().value());
            xml.element("UploadId", upload.id().value());
            xml.close();
        });
    }

    /**
     * Refuses the directive COPY, because an upload has no source to copy metadata from. REPLACE changes nothing, and
     * s3fs sends it.
     */
    private static void checkDirective(RequestHeaders headers) {
        if (headers.get(METADATA_DIRECTIVE).isPresent()
                && CopyDirective.of(headers, METADATA_DIRECTIVE) == CopyDirective.COPY) {
            throw S3Exception.notImplemented(METADATA_DIRECTIVE);
        }
    }

    private static Optional<ChecksumPlan> implied(S3Call call) {
        return call.defaultChecksum().map(algorithm -> new ChecksumPlan(algorithm, Checksum.Type.FULL_OBJECT, true));
    }

    private static Optional<ChecksumPlan> plan(RequestHeaders headers) {
        Optional<ChecksumAlgorithm> algorithm = headers.get(ALGORITHM).map(ContentDigests::algorithm);
        Optional<Checksum.Type> type = headers.get(TYPE).map(CreateMultipartUpload::type);
        if (algorithm.isEmpty() && type.isPresent()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }
        return algorithm.map(agreed -> plan(agreed, type.orElse(usualType(agreed))));
    }

    private static Checksum.Type usualType(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.CRC64NVME ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
    }

    private static ChecksumPlan plan(ChecksumAlgorithm algorithm, Checksum.Type type) {
        try {
            return new ChecksumPlan(algorithm, type);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The " + type + " checksum type cannot be used with the "
                            + algorithm.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
    }

    /** The type of that name. Throws {@link S3Error#InvalidRequest} if there is none. */
    static Checksum.Type type(String name) {
        return switch (name) {
            case "COMPOSITE" -> Checksum.Type.COMPOSITE;
            case "FULL_OBJECT" -> Checksum.Type.FULL_OBJECT;
            default -> throw new S3Exception(S3Error.InvalidRequest, "Value for " + TYPE + " header is invalid.");
        };
    }
}
