package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Protection of versions. */
class ProtectedVersionsTest {
    private final Instant later = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private final VersionFixture versions = new VersionFixture();

    @AfterEach
    void close() {
        versions.close();
    }

    private ObjectStore objects() {
        return versions.bucket.storage().objects();
    }

    private void lock(Optional<DefaultRetention> byDefault) {
        versions.bucket.storage().buckets().setLock(BucketFixture.NAME, new ObjectLock(byDefault));
    }

    private DeleteOutcome delete(Version version, boolean bypass) {
        DeleteTarget target = new DeleteTarget(BucketFixture.id("a").key(), version, WriteCondition.ALWAYS, bypass);
        return objects().delete(BucketFixture.NAME, List.of(target)).getFirst();
    }

    private void assertProtected(Version version, boolean bypass) {
        DeleteOutcome.Refused refused = assertInstanceOf(DeleteOutcome.Refused.class, delete(version, bypass));
        assertInstanceOf(StorageException.VersionProtected.class, refused.reason());
    }

    private static Optional<Retention> until(Retention.Mode mode, Instant until) {
        return Optional.of(new Retention(mode, until));
    }

    @Test
    void aHoldProtectsCurrentAndKeptVersionsUntilItIsLifted() {
        lock(Optional.empty());
        Version.Named first = versions.put("a", "1");
        objects().hold(BucketFixture.id("a"), first, true);
        assertProtected(first, true);
        versions.put("a", "2");
        assertProtected(first, true);
        objects().hold(BucketFixture.id("a"), first, false);
        assertInstanceOf(DeleteOutcome.Deleted.class, delete(first, false));
    }

    @Test
    void governanceYieldsToBypassAndComplianceToNobody() {
        lock(Optional.empty());
        Version.Named first = versions.put("a", "1");
        Version.Named second = versions.put("a", "2");
        objects().retain(BucketFixture.id("a"), first, until(Retention.Mode.GOVERNANCE, later), false);
        objects().retain(BucketFixture.id("a"), second, until(Retention.Mode.COMPLIANCE, later), false);
        assertProtected(first, false);
        assertInstanceOf(DeleteOutcome.Deleted.class, delete(first, true));
        assertProtected(second, true);
        assertThrows(
                StorageException.VersionProtected.class,
                () -> objects().retain(BucketFixture.id("a"), second, Optional.empty(), true));
        objects().retain(BucketFixture.id("a"), second, until(Retention.Mode.COMPLIANCE, later.plusSeconds(1)), false);
        versions.bucket.stop();
        versions.bucket.start();
        assertProtected(second, true);
        assertEquals(
                until(Retention.Mode.COMPLIANCE, later.plusSeconds(1)),
                objects()
                        .stat(BucketFixture.id("a"), second)
                        .spec()
                        .protection()
                        .retention());
    }

    @Test
    void theDefaultIsThereFromTheFirstMomentUnlessAVersionBringsItsOwn() {
        lock(Optional.of(new DefaultRetention(Retention.Mode.GOVERNANCE, Period.ofDays(3))));
        var put = versions.bucket.put("a", "1");
        assertEquals(
                until(Retention.Mode.GOVERNANCE, put.lastModified().plus(3, ChronoUnit.DAYS)),
                put.spec().protection().retention());
        assertEquals(put, versions.bucket.stat("a"));
        ObjectSpec own =
                ObjectSpec.EMPTY.withProtection(new Protection(until(Retention.Mode.COMPLIANCE, later), false));
        assertEquals(
                own,
                objects()
                        .put(BucketFixture.id("a"), own, Uploads.of("2"), WriteCondition.ALWAYS)
                        .spec());
        assertInstanceOf(DeleteOutcome.Deleted.class, delete(Version.LATEST, false));
    }

    @Test
    void aLockedBucketKeepsVersionsForGood() {
        lock(Optional.empty());
        assertThrows(StorageException.WrongState.class, () -> versions.set(VersioningStatus.SUSPENDED));
        versions.bucket.stop();
        versions.bucket.start();
        assertEquals(
                Optional.of(ObjectLock.WITHOUT_DEFAULT),
                versions.bucket.storage().buckets().get(BucketFixture.NAME).lock());
    }
}
