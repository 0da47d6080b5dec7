package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.body.S3RequestBody;
import io.geckos.s3.call.PartNumberParser;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.Encryption.PartTarget;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.object.CopyObject;
import io.geckos.s3.object.CopySource;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>. */
public final class UploadPartCopy implements S3Operation {
    private static final String RANGE = "x-amz-copy-source-range";
    private static final SupportedParameters ACCEPTS =
            CopySource.ACCEPTS.and(EncryptionHeaders.READS).headers(RANGE);
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private final MultipartStore uploads;
    private final Encryption encryption;

    public UploadPartCopy(MultipartStore uploads, Encryption encryption) {
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
        encryption.checkSource(call);
        CopySource source = CopySource.of(call);
        return call.patiently(() -> {
            try (StoredObject opened = source.open(call, encryption)) {
                ObjectInfo from = opened.info();
                UploadInfo upload = uploads.get(call.uploadId());
                PartTarget target = encryption.part(call, upload, number);
                ObjectPart part = encryption.copyPart(call, target, opened, span(call.headers(), from));
                boolean told = upload.agreedChecksum().isPresent();
                S3Result answer = answer(from, part, told ? part.checksums() : List.of());
                return EncryptionHeaders.describe(answer, call, upload.spec());
            }
        });
    }

    private static ByteSpan span(RequestHeaders headers, ObjectInfo from) {
        if (!headers.has(RANGE)) {
            CopyObject.requireCopyable(from);
            return ByteSpan.whole(from.size());
        }
        String range = headers.get(RANGE).orElseThrow();
        Matcher form = FORM.matcher(range);
        if (!form.matches() || Long.parseLong(form.group(1)) > Long.parseLong(form.group(2))) {
            throw S3Exception.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                            + " the zero-based offsets of the first and last bytes to copy",
                    RANGE,
                    range);
        }
        long first = Long.parseLong(form.group(1));
        long last = Long.parseLong(form.group(2));
        if (first >= from.size()) {
            throw new S3Exception(
                    S3Error.InvalidRequest, "The specified copy range is invalid for the source object size");
        }
        if (last >= from.size() || last - first >= S3RequestBody.MAX_UPLOAD) {
            throw S3Exception.invalidArgument(
                    "Range specified is not valid for source object of size: " + from.size(), RANGE, range);
        }
        return new ByteSpan(first, last - first + 1);
    }

    private static S3Result answer(ObjectInfo from, ObjectPart part, List<Checksum> checksums) {
        S3Result answer = S3Result.of(200);
        from.version().ifPresent(version -> answer.header("x-amz-copy-source-version-id", version.value()));
        return answer.document(xml -> {
            xml.root("CopyPartResult");
            xml.element("LastModified", S3Timestamps.iso(part.lastModified()));
            xml.element("ETag", part.etag().quoted());
            xml.checksumValues(checksums);
            xml.close();
        });
    }
}
