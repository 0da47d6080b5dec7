package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.data.ObjectBytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Removes from answers the parts that may differ between storages: times, ids of uploads and versions, the text of cursors. */
public final class ComparableAnswers {
    private final VersionNumbers numbers;

    /** Of a session that numbers its versions so. */
    ComparableAnswers(VersionNumbers numbers) {
        this.numbers = numbers;
    }

    /** The part of {@code answer} that must be equal for all storages. */
    Object plain(Object answer) {
        return switch (answer) {
            case ObjectInfo info -> timeless(info).withVersion(info.version().map(numbers::of));
            case StoredObject object -> List.of(plain(object.info()), plain(object.parts()), read(object));
            case Bucket bucket -> List.of(bucket.name(), bucket.owner(), bucket.versioning(), bucket.lock());
            case ObjectPart part ->
                new ObjectPart(part.number(), part.etag(), part.size(), part.checksums(), Instant.EPOCH);
            case UploadInfo info -> List.of(info.id().object(), info.spec(), info.checksum());
            case ObjectSummary summary -> timeless(summary);
            case ListEntry.Found(var summary) -> plain(summary);
            case VersionEntry.Stored stored ->
                List.of(numbers.of(stored.version()), plain(stored.summary()), stored.latest());
            case VersionEntry.DeleteMarker marker ->
                List.of("marker", marker.id(), numbers.of(marker.version()), marker.latest());
            case UploadEntry.Found(var info) -> plain(info);
            case DeleteOutcome.Deleted deleted ->
                List.of(plain(deleted.target()), deleted.version().map(numbers::of), deleted.marker());
            case DeleteTarget target -> List.of(target.key(), numbers.of(target.version()), target.condition());
            case DeleteOutcome.Refused refused ->
                List.of(plain(refused.target()), refused.reason().getClass().getSimpleName());
            case ListPage<?> page ->
                List.of(
                        page.items().stream().map(this::plain).toList(),
                        page.next().isPresent());
            case List<?> list -> list.stream().map(this::plain).toList();
            case Optional<?> optional -> optional.map(this::plain);
            default -> answer;
        };
    }

    private static String read(StoredObject object) {
        byte[] bytes = ObjectBytes.read(object);
        return bytes.length + " bytes of hash " + Arrays.hashCode(bytes);
    }

    public static ObjectSummary timeless(ObjectSummary summary) {
        return new ObjectSummary(
                summary.id(),
                summary.etag(),
                summary.size(),
                Instant.EPOCH,
                summary.checksums(),
                summary.checksumType(),
                summary.storageClass());
    }

    public static ObjectInfo timeless(ObjectInfo info) {
        return new ObjectInfo(
                info.id(),
                info.version(),
                info.etag(),
                info.size(),
                Instant.EPOCH,
                info.checksums(),
                info.partCount(),
                info.spec());
    }
}
