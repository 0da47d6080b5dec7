package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.Uploads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The common base of the suites about multipart uploads. */
public abstract class MultipartContract extends StorageContract {
    protected MultipartStore uploads() {
        return storage.uploads();
    }

    protected UploadId begin(String key) {
        return uploads().begin(id(key), ObjectSpec.EMPTY, Optional.empty()).id();
    }

    protected UploadId begin(String key, ChecksumAlgorithm algorithm, Checksum.Type type) {
        var plan = new UploadInfo.ChecksumPlan(algorithm, type);
        return uploads().begin(id(key), ObjectSpec.EMPTY, Optional.of(plan)).id();
    }

    protected ObjectPart putPart(UploadId upload, int number, String content, ChecksumAlgorithm... checksums) {
        return uploads().putPart(upload, number, Uploads.of(content.getBytes(UTF_8), checksums));
    }

    protected ObjectInfo complete(UploadId upload, ObjectPart... parts) {
        return uploads().complete(upload, completion(parts));
    }

    protected static UploadCompletion completion(ObjectPart... parts) {
        return completion(WriteCondition.ALWAYS, parts);
    }

    protected static UploadCompletion completion(WriteCondition condition, ObjectPart... parts) {
        return new UploadCompletion(refs(parts), 0, Optional.empty(), OptionalLong.empty(), condition);
    }

    protected static List<PartReference> refs(ObjectPart... parts) {
        return Arrays.stream(parts)
                .map(part -> new PartReference(part.number(), part.etag(), part.checksums()))
                .toList();
    }
}
