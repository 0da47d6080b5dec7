package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>. */
public final class PutBucketVersioning implements S3Operation {
    private static final long LIMIT = 64 * 1024;

    private final BucketRepository buckets;

    public PutBucketVersioning(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        call.body().requirePresent();
        VersioningStatus status =
                call.body().document(LIMIT, PutBucketVersioning::parse).orElseThrow(XmlReader::malformed);
        try {
            buckets.setVersioning(call.bucket(), status);
        } catch (StorageException.WrongState _) {
            throw new S3Exception(
                    S3Error.InvalidBucketState,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be"
                            + " changed.");
        }
        return S3Result.of(200);
    }

    private static VersioningStatus parse(XmlReader xml) throws XMLStreamException {
        Optional<VersioningStatus> status = Optional.empty();
        xml.root("VersioningConfiguration");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Status" -> status = Optional.of(status(xml.text()));
                case "MfaDelete" -> refuseMfaDelete(xml.text());
                default -> throw xml.unexpected();
            }
        }
        return status.orElseThrow(() -> new S3Exception(S3Error.IllegalVersioningConfigurationException));
    }

    private static VersioningStatus status(String name) {
        return switch (name) {
            case "Enabled" -> VersioningStatus.ENABLED;
            case "Suspended" -> VersioningStatus.SUSPENDED;
            default -> throw XmlReader.malformed();
        };
    }

    private static void refuseMfaDelete(String state) {
        switch (state) {
            case "Disabled" -> {
                // As it is anyway.
            }
            case "Enabled" -> throw new S3Exception(S3Error.NotImplemented).with("Element", "MfaDelete");
            default -> throw XmlReader.malformed();
        }
    }
}
