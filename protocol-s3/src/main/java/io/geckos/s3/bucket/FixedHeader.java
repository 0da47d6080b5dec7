package io.geckos.s3.bucket;

import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Exception;

/**
 * An operation with a header that can have one value here: the answer carries it, and a request that carries another is refused.
 */
record FixedHeader(S3Operation operation, String name, String value) implements S3Operation {
    @Override
    public SupportedParameters accepts() {
        return operation.accepts().headers(name);
    }

    @Override
    public S3Result answer(S3Call call) {
        if (call.headers().get(name).filter(given -> !given.equals(value)).isPresent()) {
            throw S3Exception.notImplemented(name);
        }
        return operation.answer(call).header(name, value);
    }
}
