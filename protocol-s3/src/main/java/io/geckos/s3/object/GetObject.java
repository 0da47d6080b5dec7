package io.geckos.s3.object;

import io.geckos.domain.object.StoredObject;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>. */
public final class GetObject implements S3Operation {
    private final Encryption encryption;

    public GetObject(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ObjectRead.ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectRead.check(call);
        StoredObject object = encryption.open(call);
        boolean handedOver = false;
        try {
            ObjectRead read = ObjectRead.of(call, object.info(), object::parts);
            handedOver = read.span().isPresent();
            return read.span().map(span -> read.answer().stored(object, span)).orElse(read.answer());
        } finally {
            if (!handedOver) {
                object.close();
            }
        }
    }
}
