package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.object.ObjectPart;
import java.util.List;
import java.util.Optional;

/**
 * The object that an upload becomes: its size, entity tag and checksum follow from its parts, in every engine alike.
 *
 * @param parts in ascending order of number, at least one
 * @param size in bytes
 */
public record CompletedObject(List<ObjectPart> parts, long size, ETag etag, Optional<Checksum> checksum) {
    /** The parts are copied. */
    public CompletedObject {
        parts = List.copyOf(parts);
    }

    /**
     * Joins the parts that a completion names, which {@link #requireMatch} has compared with it.
     *
     * @param plan that of the upload
     * @throws InvalidPart if a part lacks the checksum of the plan
     * @throws PartTooSmall if a part other than the last is smaller than the completion allows
     * @throws ContentMismatch if the object has not the size or the checksum that the completion demands
     */
    public static CompletedObject of(UploadCompletion completion, Optional<ChecksumPlan> plan, List<ObjectPart> parts) {
        for (ObjectPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < completion.minimumPartSize()) {
                throw new PartTooSmall(part.number(), part.size(), completion.minimumPartSize());
            }
        }
        Optional<Checksum> checksum = plan.map(it -> checksum(parts, it));
        if (completion.checksum().isPresent() && !completion.checksum().equals(checksum)) {
            throw new ContentMismatch(ContentMismatch.Kind.CHECKSUM, "the whole has " + checksum);
        }
        long size = parts.stream().mapToLong(ObjectPart::size).sum();
        if (completion.size().orElse(size) != size) {
            throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "the whole has " + size + " bytes");
        }
        ETag etag = ETag.ofParts(parts.stream().map(ObjectPart::etag).toList());
        return new CompletedObject(parts, size, etag, checksum);
    }

    /**
     * Compares a part with what a completion says of it.
     *
     * @param found the part with that number, if there is one
     * @throws InvalidPart if it is another one, or is missing
     */
    public static void requireMatch(PartReference reference, Optional<ObjectPart> found) {
        int number = reference.number();
        ObjectPart stored = found.orElseThrow(() -> new InvalidPart(number, "was never uploaded"));
        if (!stored.etag().equals(reference.etag())) {
            throw new InvalidPart(number, "has the tag " + stored.etag());
        }
        if (!stored.checksums().containsAll(reference.checksums())) {
            throw new InvalidPart(number, "has the checksums " + stored.checksums());
        }
    }

    private static Checksum checksum(List<ObjectPart> parts, ChecksumPlan plan) {
        ChecksumAlgorithm algorithm = plan.algorithm();
        if (plan.type() == Checksum.Type.COMPOSITE) {
            return Checksum.composite(
                    algorithm, parts.stream().map(part -> of(part, algorithm)).toList());
        }
        Checksum whole = of(parts.getFirst(), algorithm);
        for (ObjectPart part : parts.subList(1, parts.size())) {
            whole = whole.followedBy(of(part, algorithm), part.size());
        }
        return whole;
    }

    private static Checksum of(ObjectPart part, ChecksumAlgorithm algorithm) {
        return part.checksums().stream()
                .filter(checksum -> checksum.algorithm() == algorithm)
                .findFirst()
                .orElseThrow(() -> new InvalidPart(part.number(), "has no " + algorithm));
    }
}
