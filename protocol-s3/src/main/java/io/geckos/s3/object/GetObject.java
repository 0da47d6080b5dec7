package io.geckos.s3.object;

import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>. */
public final class GetObject implements S3Operation {
    private final ObjectStore objects;

    public GetObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ObjectRead.ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectRead.check(call);
        StoredObject object = objects.open(call.object(), call.version());
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
