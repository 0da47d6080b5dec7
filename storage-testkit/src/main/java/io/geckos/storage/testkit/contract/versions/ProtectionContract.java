package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.error.StorageException.VersionProtected;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Retention.Mode;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What object lock keeps from being deleted, and who may do so all the same. */
public abstract class ProtectionContract extends VersionedBucketContract {
    private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    @BeforeEach
    void lock() {
        storage.buckets().setLock(BUCKET, ObjectLock.WITHOUT_DEFAULT);
    }

    private ObjectInfo put(String key, Protection protection) {
        return storage.objects()
                .put(
                        id(key),
                        ObjectSpec.EMPTY.withProtection(protection),
                        Uploads.of("content"),
                        WriteCondition.ALWAYS);
    }

    private static Protection retained(Mode mode, Instant until) {
        return Protection.NONE.withRetention(Optional.of(new Retention(mode, until)));
    }

    private ObjectInfo retain(String key, Mode mode, Instant until, boolean bypass) {
        return storage.objects().retain(id(key), Version.LATEST, Optional.of(new Retention(mode, until)), bypass);
    }

    private void assertProtected(String key, Version.Named version, boolean bypass) {
        assertInstanceOf(
                VersionProtected.class,
                assertInstanceOf(DeleteOutcome.Refused.class, outcome(removal(key, version, bypass)))
                        .reason());
        assertEquals(version, version(stat(key, version)));
    }

    private static DeleteTarget removal(String key, Version.Named version, boolean bypass) {
        return new DeleteTarget(new ObjectKey(key), version, WriteCondition.ALWAYS, bypass);
    }

    @Test
    void aHoldProtects() {
        Version.Named held = version(put("a", Protection.NONE.withLegalHold(true)));
        assertProtected("a", held, false);
        assertProtected("a", held, true);
        ObjectInfo lifted = storage.objects().hold(id("a"), held, false);
        assertEquals(Protection.NONE.withLegalHold(false), lifted.spec().protection());
        assertEquals(lifted, stat("a"));
        deleted(removal("a", held, false));
        assertEquals(List.of(), versions());
    }

    @Test
    void aHoldIsPutOnAVersionThatIsThere() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        storage.objects().hold(id("a"), first, true);
        assertProtected("a", first, true);
        deleted(removal("a", second, false));
        Version unknown = new Version.Exactly(new VersionId("unknown"));
        assertThrows(NoSuchVersion.class, () -> storage.objects().hold(id("a"), unknown, true));
    }

    @Test
    void governanceYieldsToBypass() {
        Version.Named version = version(put("a", retained(Mode.GOVERNANCE, FAR)));
        assertProtected("a", version, false);
        deleted(removal("a", version, true));
        assertEquals(List.of(), versions());
    }

    @Test
    void complianceYieldsToNobody() {
        Version.Named version = version(put("a", retained(Mode.COMPLIANCE, FAR)));
        assertProtected("a", version, false);
        assertProtected("a", version, true);
    }

    @ParameterizedTest
    @EnumSource
    void extendingIsAllowedWeakeningIsNot(Mode mode) {
        put("a", retained(mode, FAR));
        Instant later = FAR.plusSeconds(1);
        ObjectInfo extended = retain("a", mode, later, false);
        assertEquals(retained(mode, later), extended.spec().protection());
        assertEquals(extended, stat("a"));
        Mode other = mode == Mode.GOVERNANCE ? Mode.COMPLIANCE : Mode.GOVERNANCE;
        assertThrows(VersionProtected.class, () -> retain("a", mode, FAR, false));
        assertThrows(VersionProtected.class, () -> retain("a", other, later, false));
        assertThrows(
                VersionProtected.class,
                () -> storage.objects().retain(id("a"), Version.LATEST, Optional.empty(), false));
        assertEquals(extended, stat("a"));
    }

    @Test
    void bypassWeakensGovernanceOnly() {
        put("governed", retained(Mode.GOVERNANCE, FAR));
        assertEquals(
                retained(Mode.GOVERNANCE, PAST),
                retain("governed", Mode.GOVERNANCE, PAST, true).spec().protection());
        put("compliant", retained(Mode.COMPLIANCE, FAR));
        assertThrows(VersionProtected.class, () -> retain("compliant", Mode.COMPLIANCE, FAR.minusSeconds(1), true));
        assertThrows(
                VersionProtected.class,
                () -> storage.objects().retain(id("compliant"), Version.LATEST, Optional.empty(), true));
        put("to compliance", retained(Mode.GOVERNANCE, FAR));
        retain("to compliance", Mode.COMPLIANCE, FAR, true);
        assertThrows(VersionProtected.class, () -> retain("to compliance", Mode.GOVERNANCE, FAR, true));
    }

    @Test
    void defaultRetentionIsThereFromTheFirstMoment() {
        DefaultRetention aDay = new DefaultRetention(Mode.COMPLIANCE, Period.ofDays(1));
        ObjectLock lock = new ObjectLock(Optional.of(aDay));
        ObjectInfo before = put("a", "before");
        storage.buckets().setLock(BUCKET, lock);
        assertEquals(Optional.of(lock), storage.buckets().get(BUCKET).lock());
        ObjectInfo put = put("a", "after");
        UploadId upload = begin("a");
        ObjectInfo completed = complete(upload, putPart(upload, 1, "one"));
        for (ObjectInfo info : List.of(put, completed, copy("a"))) {
            assertEquals(
                    Protection.NONE.withRetention(Optional.of(aDay.from(info.lastModified()))),
                    info.spec().protection());
            assertEquals(info, stat("a", version(info)));
            assertProtected("a", version(info), true);
        }
        deleted(removal("a", version(before), false));
    }

    private ObjectInfo copy(String key) {
        try (StoredObject source = open(key)) {
            return storage.objects().copy(source, id(key), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
        }
    }

    @Test
    void ownRetentionGoesBefore() {
        ObjectLock lock = new ObjectLock(Optional.of(new DefaultRetention(Mode.COMPLIANCE, Period.ofYears(1))));
        storage.buckets().setLock(BUCKET, lock);
        Protection own = retained(Mode.GOVERNANCE, FAR);
        ObjectSpec spec = ObjectSpec.EMPTY.withProtection(own);
        assertEquals(own, put("a", own).spec().protection());
        UploadId upload = uploads().begin(id("a"), spec, Optional.empty()).id();
        assertEquals(own, complete(upload, putPart(upload, 1, "one")).spec().protection());
    }

    @Test
    void markersAndNewVersionsAreAllowed() {
        Version.Named kept = version(put("a", retained(Mode.COMPLIANCE, FAR).withLegalHold(true)));
        Version.Named second = putVersion("a", "2");
        Version.Named marker = hide("a");
        assertEquals(List.of(marker, second, kept), history("a"));
        assertThrows(VersionIsDeleteMarker.class, () -> storage.objects().hold(id("a"), marker, true));
        assertThrows(VersionIsDeleteMarker.class, () -> retain("a", Mode.GOVERNANCE, FAR, false));
        remove("a", marker, second);
        assertEquals(kept, version(stat("a")));
    }

    @Test
    void bulkDeletionRefusesOnlyTheProtected() {
        Version.Named first = putVersion("a", "1");
        Version.Named held = version(put("a", Protection.NONE.withLegalHold(true)));
        Version.Named third = putVersion("a", "3");
        List<DeleteTarget> targets = List.of(target("a", first), target("a", held), target("a", third));
        List<DeleteOutcome> outcomes = storage.objects().delete(BUCKET, targets);
        assertEquals(
                List.of(true, false, true),
                outcomes.stream().map(DeleteOutcome.Deleted.class::isInstance).toList());
        assertEquals(List.of(held), history("a"));
    }

    @Test
    void aHoldThatWasLiftedIsToldFromNone() {
        Version.Named version = version(put("a", Protection.NONE));
        assertEquals(Optional.empty(), stat("a").spec().protection().hold());
        storage.objects().hold(id("a"), version, true);
        assertEquals(Optional.of(LegalHold.ON), stat("a").spec().protection().hold());
        storage.objects().hold(id("a"), version, false);
        assertEquals(Optional.of(LegalHold.OFF), stat("a").spec().protection().hold());
        storage = reopen(storage);
        assertEquals(Optional.of(LegalHold.OFF), stat("a").spec().protection().hold());
    }

    @Test
    void aLockedBucketCannotBeSuspended() {
        assertThrows(WrongState.class, () -> storage.buckets().setVersioning(BUCKET, VersioningStatus.SUSPENDED));
        assertEquals(VersioningStatus.ENABLED, storage.buckets().get(BUCKET).versioning());
        enable();
        assertEquals(
                Optional.of(ObjectLock.WITHOUT_DEFAULT),
                storage.buckets().get(BUCKET).lock());
    }

    @Test
    void expiredRetentionProtectsNoMore() {
        put("a", retained(Mode.COMPLIANCE, PAST));
        assertEquals(
                Protection.NONE,
                storage.objects()
                        .retain(id("a"), Version.LATEST, Optional.empty(), false)
                        .spec()
                        .protection());
        ObjectInfo expired = put("a", retained(Mode.COMPLIANCE, PAST));
        deleted(removal("a", version(expired), false));
        assertEquals(1, history("a").size());
    }

    @Test
    void tagsLeaveTheProtection() {
        Protection protection = retained(Mode.COMPLIANCE, FAR).withLegalHold(true);
        put("a", protection);
        storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"));
        assertEquals(protection, stat("a").spec().protection());
    }

    @Test
    void deletionAndHoldRaceAndOneWins() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = "race-" + round;
            Version.Named version = putVersion(key, "content");
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() -> {
                        if (outcome(target(key, version)) instanceof DeleteOutcome.Refused refused) {
                            throw refused.reason();
                        }
                    }),
                    ConcurrentCalls.attempt(() -> storage.objects().hold(id(key), version, true))));
            assertEquals(1, results.stream().filter(Optional::isEmpty).count(), results::toString);
            boolean isHeld = results.get(1).isEmpty();
            assertEquals(isHeld ? List.of(version) : List.of(), history(key));
        }
    }

    @Test
    void protectionIsKeptWhenTheStorageIsOpenedAgain() {
        ObjectLock lock = new ObjectLock(Optional.of(new DefaultRetention(Mode.GOVERNANCE, Period.ofYears(2))));
        storage.buckets().setLock(BUCKET, lock);
        ObjectInfo held = put("a", retained(Mode.COMPLIANCE, FAR).withLegalHold(true));
        ObjectInfo byDefault = put("b", "content");
        storage = reopen(storage);
        assertEquals(Optional.of(lock), storage.buckets().get(BUCKET).lock());
        assertEquals(held, stat("a"));
        assertEquals(byDefault, stat("b"));
        assertProtected("a", version(held), true);
    }
}
