package io.geckos.s3.object;

import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.StorageException;
import io.geckos.domain.WriteCondition;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.call.Refusals;
import io.geckos.s3.call.WriteConditions;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.routing.Target;
import io.geckos.s3.wire.PercentEncoding;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">RenameObject</a>. */
public final class RenameObject implements Operation {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String SOURCE_TAG = "x-amz-rename-source-if-match";

    /** Tells retries apart; here a retry finds its source gone, as anyone else would. */
    private static final String TOKEN = "x-amz-client-token";

    private static final Accepts ACCEPTS = Accepts.NOTHING.headers(SOURCE, SOURCE_TAG, TOKEN);

    private final ObjectStore objects;

    public RenameObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectId source = source(call);
        WriteCondition sourceCondition =
                call.headers().get(SOURCE_TAG).map(WriteConditions::ifMatch).orElse(WriteCondition.ALWAYS);
        WriteCondition targetCondition = WriteConditions.of(call.headers());
        call.authorise(S3Action.GET_OBJECT, new Target.OfObject(source));
        call.authorise(S3Action.DELETE_OBJECT, new Target.OfObject(source));
        try {
            objects.rename(source, sourceCondition, call.object().key(), targetCondition);
        } catch (StorageException.NoSuchObject e) {
            throw Refusals.about(new Target.OfObject(source), Refusals.of(e));
        }
        return Answer.of(200);
    }

    private static ObjectId source(Call call) {
        String header = call.headers()
                .get(SOURCE)
                .orElseThrow(() ->
                        new S3Exception(S3Error.InvalidRequest, "Missing required header for this request: " + SOURCE));
        ObjectId source = CopySource.objectId(PercentEncoding.decodeHandWritten(header, false), SOURCE);
        if (!source.bucket().equals(call.bucket())) {
            throw S3Exception.invalidArgument("An object can only be renamed within its bucket.", SOURCE, header);
        }
        return source;
    }
}
