package io.geckos.s3.object;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.AccessTarget;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>. */
public final class DeleteObjects implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.headers(DeleteObject.MFA);
    private static final long LIMIT = 8L << 20;

    private final ObjectStore objects;

    public DeleteObjects(ObjectStore objects) {
        this.objects = objects;
    }

    /** What became of one object named. */
    private sealed interface Result {
        record Deleted(DeleteObjectsRequest.Entry entry, DeleteOutcome.Deleted outcome) implements Result {}

        record Refused(DeleteObjectsRequest.Entry entry, S3Exception reason) implements Result {}
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        call.body().requireDigest();
        DeleteObjectsRequest request =
                call.body().document(LIMIT, DeleteObjectsRequest::parse).orElseThrow(XmlReader::malformed);
        List<Result> results = new ArrayList<>(request.entries().size());
        List<DeleteObjectsRequest.Entry> allowed =
                new ArrayList<>(request.entries().size());
        List<DeleteTarget> targets = new ArrayList<>(request.entries().size());
        for (DeleteObjectsRequest.Entry entry : request.entries()) {
            try {
                targets.add(target(call, entry));
                allowed.add(entry);
            } catch (S3Exception e) {
                results.add(new Result.Refused(entry, e));
            }
        }
        // Who may delete none of them does not learn whether the bucket is there.
        List<DeleteOutcome> outcomes = targets.isEmpty() ? List.of() : objects.delete(call.bucket(), targets);
        for (int i = 0; i < outcomes.size(); i++) {
            DeleteOutcome outcome = UnmetDeleteCondition.explain(outcomes.get(i), objects, call.bucket());
            results.add(result(allowed.get(i), outcome));
        }
        return S3Result.of(200).document(xml -> write(xml, results, request.quiet()));
    }

    private static DeleteTarget target(S3Call call, DeleteObjectsRequest.Entry entry) {
        ObjectId id = new ObjectId(call.bucket(), RequestTarget.objectKey(entry.key()));
        AccessTarget resource = new AccessTarget(new RequestTarget.OfObject(id), entry.version(), entry.headers());
        call.access().authorise(S3Action.DELETE_OBJECT, resource);
        return new DeleteTarget(
                id.key(),
                entry.version().map(version -> version(call, version)).orElse(Version.LATEST),
                entry.condition(),
                call.access().bypassesGovernance(resource));
    }

    /** In contrast to DeleteObject, S3 says here that an id which no version can have is that of none. */
    private static Version version(S3Call call, String id) {
        return call.possibleVersion(id).orElseThrow(() -> new S3Exception(S3Error.NoSuchVersion));
    }

    private static Result result(DeleteObjectsRequest.Entry entry, DeleteOutcome outcome) {
        return switch (outcome) {
            case DeleteOutcome.Deleted deleted -> new Result.Deleted(entry, deleted);
            case DeleteOutcome.Refused refused -> new Result.Refused(entry, ErrorMapping.of(refused.reason()));
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
                    outcome.version().map(Version.Named::value).orElse("null"));
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Result.Refused refused) throws IOException {
        xml.open("Error");
        xml.element("Key", refused.entry().key());
        xml.element("VersionId", refused.entry().version());
        xml.element("Code", refused.reason().error().code());
        xml.element("Message", refused.reason().getMessage());
        xml.close();
    }
}
