package io.geckos.s3.multipart;

import static java.util.stream.Collectors.toSet;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.call.WriteConditionHeaders;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>.
 */
public final class CompleteMultipartUpload implements S3Operation {
    private static final String TYPE = "x-amz-checksum-type";
    private static final String SIZE = "x-amz-mp-object-size";
    private static final SupportedParameters ACCEPTS =
            SupportedParameters.CHECKSUMS.and(EncryptionHeaders.READS).headers(TYPE, SIZE);
    private static final long LIMIT = 4L << 20;

    /** The smallest size of every part but the last, in bytes. */
    private static final long MINIMUM_PART = 5L << 20;

    private final MultipartStore uploads;
    private final Encryption encryption;

    public CompleteMultipartUpload(MultipartStore uploads, Encryption encryption) {
        this.uploads = uploads;
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        WriteCondition condition = WriteConditionHeaders.of(call);
        OptionalLong size = size(call.headers());
        List<PartReference> parts = call.body()
                .documentWithoutChecksum(LIMIT, xml -> CompleteUploadRequest.parse(xml, call.uploadId()))
                .orElseThrow(() -> new S3Exception(S3Error.InvalidRequest, "You must specify at least one part"))
                .parts();
        Optional<Checksum> checksum = checksum(call, parts);
        UploadCompletion completion = new UploadCompletion(parts, MINIMUM_PART, checksum, size, condition);
        return call.patiently(() -> answer(call, complete(call.uploadId(), completion)));
    }

    private static OptionalLong size(RequestHeaders headers) {
        Optional<String> size = headers.get(SIZE);
        if (size.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(size.get()));
        } catch (NumberFormatException _) {
            throw new S3Exception(S3Error.InvalidRequest, "Value for " + SIZE + " header is invalid.");
        }
    }

    /** The checksum that the whole object must have. Refuses checksums that do not fit the upload. */
    private Optional<Checksum> checksum(S3Call call, List<PartReference> parts) {
        Optional<Checksum.Type> type = call.headers().get(TYPE).map(CreateMultipartUpload::type);
        Optional<ChecksumPlan> plan;
        try {
            UploadInfo upload = uploads.get(call.uploadId());
            encryption.checkKey(call, upload);
            plan = upload.agreedChecksum();
        } catch (NoSuchUpload _) {
            // The upload may have been completed before. The store checks that.
            return Optional.empty();
        }
        Optional<Checksum.Type> agreedType = plan.map(ChecksumPlan::type);
        if (type.isPresent() && !type.equals(agreedType)) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The upload was created using the "
                            + agreedType.map(Checksum.Type::name).orElse("null")
                            + " checksum mode. The complete request must use the same checksum mode.");
        }
        plan.filter(agreed -> agreed.type() == Checksum.Type.COMPOSITE)
                .ifPresent(agreed -> requireChecksums(parts, agreed.algorithm()));
        plan.ifPresent(agreed -> refuseOthers(parts, agreed.algorithm()));
        return plan.flatMap(agreed -> FullObjectChecksum.of(call.headers(), agreed, parts.size()));
    }

    private static void requireChecksums(List<PartReference> parts, ChecksumAlgorithm algorithm) {
        for (PartReference part : parts) {
            if (part.checksums().stream().noneMatch(checksum -> checksum.algorithm() == algorithm)) {
                throw new S3Exception(
                        S3Error.InvalidRequest,
                        "The upload was created using a " + algorithm.name().toLowerCase(Locale.ROOT)
                                + " checksum. The complete request must include the checksum for each part. It was"
                                + " missing for part " + part.number() + " in the request.");
            }
        }
    }

    /** Refuses checksums of other algorithms, because none was computed for the parts. */
    private static void refuseOthers(List<PartReference> parts, ChecksumAlgorithm algorithm) {
        for (PartReference part : parts) {
            for (Checksum checksum : part.checksums()) {
                if (checksum.algorithm() != algorithm) {
                    throw new S3Exception(
                            S3Error.BadDigest,
                            "The " + checksum.algorithm().name().toLowerCase(Locale.ROOT) + " you specified for part "
                                    + part.number() + " did not match what we received.");
                }
            }
        }
    }

    private ObjectInfo complete(UploadId upload, UploadCompletion completion) {
        try {
            return uploads.complete(upload, completion);
        } catch (StorageException.InvalidPart e) {
            throw about(ErrorMapping.of(e).with("UploadId", upload.value()), e.number(), completion);
        } catch (StorageException.PartTooSmall e) {
            throw about(ErrorMapping.of(e), e.number(), completion);
        } catch (ContentMismatch e) {
            if (e.kind() == ContentMismatch.Kind.LENGTH) {
                throw new S3Exception(
                        S3Error.InvalidRequest,
                        "The provided 'x-amz-mp-object-size' header value "
                                + completion.size().orElse(0)
                                + " does not match what was computed: " + size(upload, completion));
            }
            // The store compares nothing else than the checksum it was given.
            throw FullObjectChecksum.mismatch(
                    completion.checksum().orElseThrow().algorithm());
        }
    }

    /** The size that the whole object would have had, in bytes. */
    private long size(UploadId upload, UploadCompletion completion) {
        Set<Integer> named =
                completion.parts().stream().map(PartReference::number).collect(toSet());
        return uploads.listParts(upload, 0, ObjectPart.MAX_NUMBER).items().stream()
                .filter(part -> named.contains(part.number()))
                .mapToLong(ObjectPart::size)
                .sum();
    }

    /** Adds the refused part to an error. */
    private static S3Exception about(S3Exception refusal, int number, UploadCompletion completion) {
        completion.parts().stream()
                .filter(part -> part.number() == number)
                .forEach(part -> refusal.with("ETag", part.etag().value()));
        return refusal.with("PartNumber", String.valueOf(number));
    }

    private static S3Result answer(S3Call call, ObjectInfo info) {
        S3Result answer = S3Result.of(200).newVersion(info.version()).current(info);
        EncryptionHeaders.describe(answer, call, info.spec());
        return answer.document(xml -> {
            xml.root("CompleteMultipartUploadResult");
            xml.element("Location", call.url());
            xml.element("Bucket", info.id().bucket().value());
            xml.element("Key", info.id().key().value());
            xml.element("ETag", info.etag().quoted());
            xml.checksums(info.checksums());
            xml.close();
        });
    }
}
