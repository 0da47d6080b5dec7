package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html">PutBucketOwnershipControls</a>.
 * The only setting is the one that every bucket has: its owner owns all objects.
 */
public final class PutBucketOwnershipControls implements S3Operation {
    private static final long LIMIT = 64 * 1024;

    private final BucketRepository buckets;

    public PutBucketOwnershipControls(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectOwnership ownership =
                call.document(LIMIT, PutBucketOwnershipControls::read).orElseThrow(XmlReader::malformed);
        buckets.get(call.bucket());
        if (ownership != ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(S3Error.NotImplemented).with("Element", "ObjectOwnership");
        }
        return S3Result.of(200);
    }

    private static ObjectOwnership read(XmlReader xml) throws XMLStreamException {
        Optional<ObjectOwnership> ownership = Optional.empty();
        xml.root("OwnershipControls");
        while (xml.nextChild()) {
            if (!xml.name().equals("Rule")) {
                throw xml.unexpected();
            }
            while (xml.nextChild()) {
                if (!xml.name().equals("ObjectOwnership")) {
                    throw xml.unexpected();
                }
                ownership = ObjectOwnership.named(xml.text());
            }
        }
        return ownership.orElseThrow(XmlReader::malformed);
    }
}
