package io.geckos.s3.object;

import io.geckos.domain.DeleteOutcome;
import io.geckos.domain.DeleteTarget;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.Version;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.call.Refusals;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.routing.Target;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>. */
public final class DeleteObjects implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.headers(DeleteObject.MFA);
    private static final long LIMIT = 8L << 20;

    private final ObjectStore objects;

    public DeleteObjects(ObjectStore objects) {
        this.objects = objects;
    }

    /** What became of one object named. */
    private sealed interface Result {
        record Deleted(DeleteRequest.Entry entry, DeleteOutcome.Deleted outcome) implements Result {}

        record Refused(DeleteRequest.Entry entry, S3Exception reason) implements Result {}
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        call.requireVouchedBody();
        DeleteRequest request = call.document(LIMIT, DeleteRequest::parse).orElseThrow(XmlReader::malformed);
        List<Result> results = new ArrayList<>(request.entries().size());
        List<DeleteRequest.Entry> allowed = new ArrayList<>(request.entries().size());
        List<DeleteTarget> targets = new ArrayList<>(request.entries().size());
        for (DeleteRequest.Entry entry : request.entries()) {
            try {
                targets.add(target(call, entry));
                allowed.add(entry);
            } catch (S3Exception e) {
                results.add(new Result.Refused(entry, e));
            }
        }
        List<DeleteOutcome> outcomes = objects.delete(call.bucket(), targets);
        for (int i = 0; i < outcomes.size(); i++) {
            results.add(result(allowed.get(i), outcomes.get(i)));
        }
        return Answer.of(200).document(xml -> write(xml, results, request.quiet()));
    }

    private static DeleteTarget target(Call call, DeleteRequest.Entry entry) {
        ObjectId id = new ObjectId(call.bucket(), Target.objectKey(entry.key()));
        call.authorise(S3Action.DELETE_OBJECT, new Target.OfObject(id));
        return new DeleteTarget(id.key(), entry.version().map(call::version).orElse(Version.LATEST), entry.condition());
    }

    private static Result result(DeleteRequest.Entry entry, DeleteOutcome outcome) {
        return switch (outcome) {
            case DeleteOutcome.Deleted deleted -> new Result.Deleted(entry, deleted);
            case DeleteOutcome.Refused refused -> new Result.Refused(entry, Refusals.of(refused.reason()));
        };
    }

    private static void write(XmlWriter xml, List<Result> results, boolean quiet) throws IOException {
        xml.root("DeleteResult");
        for (Result result : results) {
            switch (result) {
                case Result.Deleted deleted when !quiet -> write(xml, deleted);
                case Result.Deleted _ -> {
                    // Was to be quiet about.
                }
                case Result.Refused refused -> write(xml, refused);
            }
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Result.Deleted deleted) throws IOException {
        DeleteOutcome.Deleted outcome = deleted.outcome();
        xml.open("Deleted");
        xml.element("Key", deleted.entry().key());
        xml.element("VersionId", deleted.entry().version());
        if (outcome.marker()) {
            xml.element("DeleteMarker", true);
            xml.element(
                    "DeleteMarkerVersionId",
                    outcome.version().map(id -> id.value()).orElse("null"));
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Result.Refused refused) throws IOException {
        xml.open("Error");
        xml.element("Key", refused.entry().key());
        xml.element("VersionId", refused.entry().version());
        xml.element("Code", refused.reason().error().name());
        xml.element("Message", refused.reason().getMessage());
        xml.close();
    }
}
