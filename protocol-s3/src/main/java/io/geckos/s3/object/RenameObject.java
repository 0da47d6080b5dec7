package io.geckos.s3.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.call.WriteConditionHeaders;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.UriDecoder;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">RenameObject</a>. */
public final class RenameObject implements S3Operation {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String SOURCE_TAG = "x-amz-rename-source-if-match";

    /** Tells retries apart; here a retry finds its source gone, as anyone else would. */
    private static final String TOKEN = "x-amz-client-token";

    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.headers(SOURCE, SOURCE_TAG, TOKEN);

    private final ObjectStore objects;

    public RenameObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectId source = source(call);
        WriteCondition sourceCondition = call.headers()
                .get(SOURCE_TAG)
                .map(WriteConditionHeaders::ifMatch)
                .orElse(WriteCondition.ALWAYS);
        WriteCondition targetCondition = WriteConditionHeaders.of(call);
        call.access().authorise(S3Action.GET_OBJECT, new RequestTarget.OfObject(source));
        call.access().authorise(S3Action.DELETE_OBJECT, new RequestTarget.OfObject(source));
        try {
            objects.rename(source, sourceCondition, call.object().key(), targetCondition);
        } catch (StorageException.NoSuchObject e) {
            throw ErrorMapping.about(new RequestTarget.OfObject(source), ErrorMapping.of(e));
        }
        return S3Result.of(200);
    }

    private static ObjectId source(S3Call call) {
        String header = call.headers()
                .get(SOURCE)
                .orElseThrow(() ->
                        new S3Exception(S3Error.InvalidRequest, "Missing required header for this request: " + SOURCE));
        ObjectId source = CopySource.objectId(UriDecoder.handWritten(header, false), SOURCE);
        if (!source.bucket().equals(call.bucket())) {
            throw S3Exception.invalidArgument("An object can only be renamed within its bucket.", SOURCE, header);
        }
        return source;
    }
}
