package io.geckos.s3;

import io.geckos.domain.DeleteOutcome;
import io.geckos.domain.DeleteTarget;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.WriteCondition;
import java.util.List;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>. */
final class DeleteObject implements Operation {
    /** A second factor, which no bucket here asks for. */
    static final String MFA = "x-amz-mfa";

    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId").headers(MFA);

    private final ObjectStore objects;

    DeleteObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        if (call.headers().has("if-none-match")) {
            throw S3Exception.notImplemented("If-None-Match");
        }
        WriteCondition condition = WriteConditions.of(call.headers());
        DeleteTarget target = new DeleteTarget(call.object().key(), call.version(), condition);
        return switch (objects.delete(call.bucket(), List.of(target)).getFirst()) {
            case DeleteOutcome.Deleted deleted -> deleted(deleted);
            case DeleteOutcome.Refused refused -> throw refused.reason();
        };
    }

    private static Answer deleted(DeleteOutcome.Deleted deleted) {
        Answer answer = Answer.of(204);
        deleted.version().ifPresent(version -> answer.header("x-amz-version-id", version.value()));
        return deleted.marker() ? answer.header("x-amz-delete-marker", "true") : answer;
    }
}
