package io.geckos.storage.testkit.model;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.object.DeleteOutcome;
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

/** Removes from answers the parts that may differ between storages: times, upload ids, the text of cursors. */
final class ComparableAnswers {
    private ComparableAnswers() {}

    /** The part of {@code answer} that must be equal for all storages. */
    static Object plain(Object answer) {
        return switch (answer) {
            case ObjectInfo info -> timeless(info);
            case StoredObject object -> List.of(plain(object.info()), plain(object.parts()), read(object));
            case Bucket bucket -> List.of(bucket.name(), bucket.owner(), bucket.versioning(), bucket.lock());
            case ObjectPart part ->
                new ObjectPart(part.number(), part.etag(), part.size(), part.checksums(), Instant.EPOCH);
            case UploadInfo info -> List.of(info.id().object(), info.spec(), info.checksum());
            case ObjectSummary summary -> timeless(summary);
            case ListEntry.Found(var summary) -> plain(summary);
            case VersionEntry.Stored stored -> List.of(stored.version(), plain(stored.summary()), stored.latest());
            case UploadEntry.Found(var info) -> plain(info);
            case DeleteOutcome.Deleted deleted -> List.of(deleted.target(), deleted.version(), deleted.marker());
            case DeleteOutcome.Refused refused ->
                List.of(refused.target(), refused.reason().getClass().getSimpleName());
            case ListPage<?> page ->
                List.of(
                        page.items().stream().map(ComparableAnswers::plain).toList(),
                        page.next().isPresent());
            case List<?> list -> list.stream().map(ComparableAnswers::plain).toList();
            case Optional<?> optional -> optional.map(ComparableAnswers::plain);
            default -> answer;
        };
    }

    private static String read(StoredObject object) {
        byte[] bytes = ObjectBytes.read(object);
        return bytes.length + " bytes of hash " + Arrays.hashCode(bytes);
    }

    static ObjectSummary timeless(ObjectSummary summary) {
        return new ObjectSummary(
                summary.id(),
                summary.etag(),
                summary.size(),
                Instant.EPOCH,
                summary.checksums(),
                summary.checksumType(),
                summary.storageClass());
    }

    static ObjectInfo timeless(ObjectInfo info) {
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
