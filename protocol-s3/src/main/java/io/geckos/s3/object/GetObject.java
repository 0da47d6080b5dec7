package io.geckos.s3.object;

import io.geckos.domain.ObjectStore;
import io.geckos.domain.StoredObject;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>. */
public final class GetObject implements Operation {
    private final ObjectStore objects;

    public GetObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ObjectRead.ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
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
