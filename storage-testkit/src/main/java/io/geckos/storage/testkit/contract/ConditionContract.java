package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promises of {@link WriteCondition} in puts and deletes. */
public abstract class ConditionContract extends StorageContract {
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();
    private static final WriteCondition IF_PRESENT = new WriteCondition.IfPresent();
    private static final WriteCondition IF_OTHER = new WriteCondition.IfMatch(new ETag("0".repeat(32)));

    @Test
    void putIfAbsentCreates() {
        put("a", "first", IF_ABSENT);
        assertEquals("first", read("a"));
    }

    @Test
    void putIfAbsentNeverReplaces() {
        ObjectInfo kept = put("a", "");
        assertRefusedUnread(ConditionFailed.class, "a", IF_ABSENT);
        assertEquals(kept, stat("a"));
        delete("a");
        put("a", "second", IF_ABSENT);
        assertEquals("second", read("a"));
    }

    @Test
    void putIfPresentNeverCreates() {
        assertRefusedUnread(NoSuchObject.class, "a", IF_PRESENT);
        put("a", "first");
        put("a", "second", IF_PRESENT);
        assertEquals("second", read("a"));
        delete("a");
        assertRefusedUnread(NoSuchObject.class, "a", IF_PRESENT);
        assertEquals(List.of(), keys());
    }

    @Test
    void putIfMatchReplacesThatTagOnly() {
        assertRefusedUnread(NoSuchObject.class, "a", IF_OTHER);
        ObjectInfo first = put("a", "first");
        assertRefusedUnread(ConditionFailed.class, "a", IF_OTHER);
        assertEquals(first, stat("a"));
        put("a", "second", new WriteCondition.IfMatch(first.etag()));
        assertRefusedUnread(ConditionFailed.class, "a", new WriteCondition.IfMatch(first.etag()));
        assertEquals("second", read("a"));
    }

    @Test
    void aNeighbourIsNotTheObject() {
        put("a/b", "below");
        put("a//", "beside");
        put("A", "another case");
        put("a", "first", IF_ABSENT);
        delete("a");
        assertRefusedUnread(NoSuchObject.class, "a", IF_PRESENT);
        assertRefusedUnread(NoSuchObject.class, "a/", IF_PRESENT);
        put("a/", "", IF_ABSENT);
        assertEquals(List.of("A", "a/", "a//", "a/b"), keys());
    }

    @Test
    void aConditionIsDecidedWhenTheObjectBecomesVisible() {
        ObjectUpload overtaken = Uploads.during(new byte[10], () -> put("a", "faster"));
        assertThrows(
                ConditionFailed.class, () -> storage.objects().put(id("a"), ObjectSpec.EMPTY, overtaken, IF_ABSENT));
        assertEquals("faster", read("a"));

        var ifFaster = new WriteCondition.IfMatch(stat("a").etag());
        ObjectUpload robbed = Uploads.during(new byte[10], () -> delete("a"));
        assertThrows(NoSuchObject.class, () -> storage.objects().put(id("a"), ObjectSpec.EMPTY, robbed, ifFaster));
        ObjectUpload early = Uploads.during("early".getBytes(UTF_8), () -> {});
        storage.objects().put(id("a"), ObjectSpec.EMPTY, early, IF_ABSENT);
        assertEquals("early", read("a"));
    }

    @Test
    void deleteIfMatchDeletesThatTagOnly() {
        ObjectInfo first = put("a", "first");
        assertInstanceOf(ConditionFailed.class, refusal("a", IF_OTHER));
        assertEquals(first, stat("a"));
        assertInstanceOf(DeleteOutcome.Deleted.class, attempt("a", new WriteCondition.IfMatch(first.etag())));
        assertEquals(List.of(), keys());
        assertInstanceOf(NoSuchObject.class, refusal("a", new WriteCondition.IfMatch(first.etag())));
    }

    @Test
    void deleteIfPresentWantsAnObject() {
        assertInstanceOf(NoSuchObject.class, refusal("a", IF_PRESENT));
        put("a", "first");
        assertInstanceOf(DeleteOutcome.Deleted.class, attempt("a", IF_PRESENT));
        assertEquals(List.of(), keys());
    }

    @Test
    void deleteIfSameComparesWhatIsGiven() {
        ObjectInfo info = put("a", "first");
        ETag etag = info.etag();
        Instant time = info.lastModified();
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        for (WriteCondition other : List.of(
                same(new ETag("0".repeat(32)), time, 5), same(etag, second.minusMillis(1), 5), same(etag, time, 4))) {
            assertInstanceOf(ConditionFailed.class, refusal("a", other));
        }
        assertEquals(info, stat("a"));
        assertInstanceOf(DeleteOutcome.Deleted.class, attempt("a", same(etag, second.plusMillis(999), 5)));
        assertInstanceOf(NoSuchObject.class, refusal("a", same(etag, time, 5)));
    }

    @Test
    void ifSameOfNothingWantsAnObjectOnly() {
        WriteCondition any = new WriteCondition.IfSame(Optional.empty(), Optional.empty(), OptionalLong.empty());
        assertRefusedUnread(NoSuchObject.class, "a", any);
        put("a", "first");
        put("a", "second", any);
        assertEquals("second", read("a"));
    }

    private static WriteCondition same(ETag etag, Instant lastModified, long size) {
        return new WriteCondition.IfSame(Optional.of(etag), Optional.of(lastModified), OptionalLong.of(size));
    }

    private StorageException refusal(String key, WriteCondition condition) {
        return assertInstanceOf(DeleteOutcome.Refused.class, attempt(key, condition))
                .reason();
    }

    private DeleteOutcome attempt(String key, WriteCondition condition) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, condition);
        List<DeleteOutcome> outcomes = storage.objects().delete(BUCKET, List.of(target));
        assertEquals(1, outcomes.size());
        return outcomes.getFirst();
    }

    /**
     * Checks that a condition which the current object does not meet is refused before any byte of the body is read.
     */
    private void assertRefusedUnread(Class<? extends StorageException> refusal, String key, WriteCondition condition) {
        assertThrows(
                refusal, () -> storage.objects().put(id(key), ObjectSpec.EMPTY, Uploads.untouchable(5), condition));
    }
}
