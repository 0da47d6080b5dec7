package io.geckos.s3.object;

import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import java.util.List;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>. */
public final class HeadObject implements S3Operation {
    private final Encryption encryption;

    public HeadObject(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ObjectRead.ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectRead.check(call);
        if (call.query().get("partNumber").isEmpty()) {
            return headersOf(ObjectRead.of(call, encryption.stat(call), List::<ObjectPart>of));
        }
        try (StoredObject object = encryption.open(call)) {
            return headersOf(ObjectRead.of(call, object.info(), object::parts));
        }
    }

    private static S3Result headersOf(ObjectRead read) {
        read.span().ifPresent(span -> read.answer().header("Content-Length", String.valueOf(span.length())));
        return read.answer();
    }
}
