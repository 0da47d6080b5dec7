package io.geckos.storage.rados.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.PartRow;
import io.geckos.storage.rados.format.UploadRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts that a completion names, checked, and the object that they become. */
record PartAssembly(UploadRow upload, List<PartRow> chosen, Optional<Checksum> checksum, long size) {
    /** Throws as {@link io.geckos.domain.multipart.MultipartStore#complete} says, save for the condition. */
    static PartAssembly of(UploadRow upload, List<PartRow> stored, UploadCompletion completion) {
        Map<Integer, PartRow> byNumber =
                stored.stream().collect(Collectors.toMap(it -> it.part().number(), Function.identity()));
        List<PartRow> chosen = completion.parts().stream()
                .map(reference -> find(byNumber, reference))
                .toList();
        List<ObjectPart> parts = chosen.stream().map(PartRow::part).toList();
        for (ObjectPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < completion.minimumPartSize()) {
                throw new PartTooSmall(part.number(), part.size(), completion.minimumPartSize());
            }
        }
        Optional<Checksum> checksum = upload.checksum().map(plan -> checksum(parts, plan));
        if (completion.checksum().isPresent() && !completion.checksum().equals(checksum)) {
            throw new ContentMismatch(ContentMismatch.Kind.CHECKSUM, "the whole has " + checksum);
        }
        long size = parts.stream().mapToLong(ObjectPart::size).sum();
        if (completion.size().orElse(size) != size) {
            throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "the whole has " + size + " bytes");
        }
        return new PartAssembly(upload, chosen, checksum, size);
    }

    private static PartRow find(Map<Integer, PartRow> stored, PartReference reference) {
        int number = reference.number();
        PartRow row = stored.get(number);
        if (row == null) {
            throw new InvalidPart(number, "was not uploaded");
        }
        if (!row.part().etag().equals(reference.etag())) {
            throw new InvalidPart(number, "has the tag " + row.part().etag());
        }
        if (!row.part().checksums().containsAll(reference.checksums())) {
            throw new InvalidPart(number, "has the checksums " + row.part().checksums());
        }
        return row;
    }

    private static Checksum checksum(List<ObjectPart> parts, ChecksumPlan plan) {
        if (plan.type() == Checksum.Type.COMPOSITE) {
            return Checksum.composite(
                    plan.algorithm(),
                    parts.stream().map(part -> planned(part, plan)).toList());
        }
        Checksum whole = planned(parts.getFirst(), plan);
        for (ObjectPart next : parts.subList(1, parts.size())) {
            whole = whole.followedBy(planned(next, plan), next.size());
        }
        return whole;
    }

    private static Checksum planned(ObjectPart part, ChecksumPlan plan) {
        return part.checksums().stream()
                .filter(checksum -> checksum.algorithm() == plan.algorithm())
                .findFirst()
                .orElseThrow(() -> new InvalidPart(part.number(), "has no " + plan.algorithm()));
    }

    /** What the object has. */
    ObjectContent content(String uploadId, DataSegment manifest) {
        List<ETag> tags = chosen.stream().map(it -> it.part().etag()).toList();
        return new ObjectContent(
                ETag.ofParts(tags),
                size,
                checksum.stream().toList(),
                chosen.size(),
                upload.spec(),
                manifest,
                Optional.of(uploadId));
    }
}
