package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.s3.body.RequestBodyUpload;
import io.geckos.s3.call.PartNumberParser;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.Encryption.PartTarget;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>. */
public final class UploadPart implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.and(EncryptionHeaders.READS);

    private final MultipartStore uploads;
    private final Encryption encryption;

    public UploadPart(MultipartStore uploads, Encryption encryption) {
        this.uploads = uploads;
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        int number = PartNumberParser.of(call.query());
        UploadId id = call.uploadId();
        UploadInfo info = uploads.get(id);
        PartTarget target = encryption.part(call, info, number);
        Set<ChecksumAlgorithm> planned =
                info.checksum().map(plan -> Set.of(plan.algorithm())).orElse(Set.of());
        RequestBodyUpload upload = call.body().upload(planned);
        info.agreedChecksum().ifPresent(agreed -> requireAgreed(agreed, upload.statedAlgorithm()));
        ObjectPart part = encryption.putPart(call, target, upload);
        S3Result answer = S3Result.of(200).header("ETag", part.etag().quoted());
        EncryptionHeaders.describe(answer, call, info.spec());
        Optional<ChecksumAlgorithm> told =
                info.agreedChecksum().map(ChecksumPlan::algorithm).or(upload::statedAlgorithm);
        for (Checksum checksum : part.checksums()) {
            if (told.equals(Optional.of(checksum.algorithm()))) {
                answer.header(ChecksumHeaders.headerName(checksum.algorithm()), checksum.value());
            }
        }
        return answer;
    }

    /**
     * Refuses a part whose checksum has another algorithm than the upload. If the upload has a composite checksum, also
     * refuses a part without one, because a composite is made from the checksums that the client sends.
     */
    private static void requireAgreed(ChecksumPlan plan, Optional<ChecksumAlgorithm> stated) {
        boolean needed = plan.type() == Checksum.Type.COMPOSITE;
        if (stated.isPresent() ? stated.get() != plan.algorithm() : needed) {
            throw checksumMismatch(plan.algorithm(), stated);
        }
    }

    private static S3Exception checksumMismatch(ChecksumAlgorithm expected, Optional<ChecksumAlgorithm> actual) {
        return new S3Exception(
                S3Error.InvalidRequest,
                "Checksum Type mismatch occurred, expected checksum Type: " + name(Optional.of(expected))
                        + ", actual checksum Type: " + name(actual));
    }

    private static String name(Optional<ChecksumAlgorithm> algorithm) {
        return algorithm.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("null");
    }
}
