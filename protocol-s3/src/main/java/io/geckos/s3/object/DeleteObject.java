package io.geckos.s3.object;

import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.call.WriteConditionHeaders;
import java.util.List;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>. */
public final class DeleteObject implements S3Operation {
    /** A second factor, which no bucket here asks for. */
    static final String MFA = "x-amz-mfa";

    private static final SupportedParameters ACCEPTS =
            WriteConditionHeaders.OF_DELETE.query("versionId").headers(MFA);

    private final ObjectStore objects;

    public DeleteObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        DeleteTarget target = new DeleteTarget(
                call.object().key(),
                call.version(),
                WriteConditionHeaders.ofDelete(call.headers()),
                call.access().bypassesGovernance());
        DeleteOutcome outcome = objects.delete(call.bucket(), List.of(target)).getFirst();
        return switch (UnmetDeleteCondition.explain(outcome, objects, call.bucket())) {
            case DeleteOutcome.Deleted deleted -> deleted(deleted);
            case DeleteOutcome.Refused refused -> throw refused.reason();
        };
    }

    private static S3Result deleted(DeleteOutcome.Deleted deleted) {
        S3Result answer = S3Result.of(204).version(deleted.version());
        return deleted.marker() ? answer.header(S3Result.DELETE_MARKER, "true") : answer;
    }
}
