package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.object.ObjectPart;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An upload that is under way, and its parts by number. */
record MemoryUpload(UploadInfo info, NavigableMap<Integer, StoredPart> parts) {
    MemoryUpload(UploadInfo info) {
        this(info, new TreeMap<>());
    }

    /** A part and its bytes. */
    record StoredPart(ObjectPart part, ReceivedBytes content) {}

    /** The size of all parts. */
    long size() {
        return parts.values().stream().mapToLong(part -> part.part().size()).sum();
    }

    ObjectPart store(StoredPart stored) {
        parts.put(stored.part().number(), stored);
        return stored.part();
    }

    /** The part that {@code ref} names. */
    StoredPart find(PartReference ref) {
        StoredPart stored = parts.get(ref.number());
        if (stored == null) {
            throw new InvalidPart(ref.number(), "was not uploaded");
        }
        if (!stored.part().etag().equals(ref.etag())) {
            throw new InvalidPart(ref.number(), "has the tag " + stored.part().etag());
        }
        if (!stored.part().checksums().containsAll(ref.checksums())) {
            throw new InvalidPart(
                    ref.number(), "has the checksums " + stored.part().checksums());
        }
        return stored;
    }

    /** The checksum of the object made of the chosen parts, by the upload's plan. */
    Optional<Checksum> checksum(List<ObjectPart> chosen) {
        return info.checksum().map(plan -> switch (plan.type()) {
            case COMPOSITE ->
                Checksum.composite(
                        plan.algorithm(),
                        chosen.stream().map(part -> planned(part, plan)).toList());
            case FULL_OBJECT -> combined(chosen, plan);
        });
    }

    private static Checksum combined(List<ObjectPart> chosen, ChecksumPlan plan) {
        Checksum whole = planned(chosen.getFirst(), plan);
        for (ObjectPart next : chosen.subList(1, chosen.size())) {
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
}
