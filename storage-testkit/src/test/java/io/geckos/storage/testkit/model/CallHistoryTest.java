package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.model.CallHistory.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallHistoryTest {
    private static final KeyState A = state("a");
    private static final KeyState B = state("b");
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();

    private static KeyState state(String etag) {
        return KeyState.of(new ObjectInfo(
                StorageContract.id("key"),
                Optional.empty(),
                new ETag(etag),
                0,
                Instant.EPOCH,
                List.of(),
                0,
                ObjectSpec.EMPTY));
    }

    private static Event event(long began, long ended, CallEffect effect) {
        return new Event("key", "call", began, ended, effect);
    }

    private static Event wrote(long began, long ended, KeyState state) {
        return event(began, ended, CallEffect.wrote(state, WriteCondition.ALWAYS));
    }

    private static Event saw(long began, long ended, KeyState state) {
        return event(began, ended, CallEffect.saw(state));
    }

    @Test
    void anEmptyHistoryIsLinearizable() {
        assertTrue(CallHistory.isLinearizable(List.of()));
    }

    @Test
    void aReadSeesTheLastWriteThatEnded() {
        assertTrue(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, B))));
        assertFalse(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, A))));
        assertFalse(CallHistory.isLinearizable(List.of(wrote(1, 2, A), saw(3, 4, KeyState.ABSENT))));
        assertFalse(CallHistory.isLinearizable(List.of(saw(1, 2, A), wrote(3, 4, A))));
    }

    @Test
    void aReadThatOverlapsAWriteSeesOldOrNew() {
        assertTrue(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, A))));
        assertTrue(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, B))));
        assertFalse(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, KeyState.ABSENT))));
    }

    @Test
    void whatOneReadHasSeenNoLaterReadUnsees() {
        assertTrue(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, A), saw(6, 7, B))));
        assertFalse(CallHistory.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, B), saw(6, 7, A))));
    }

    @Test
    void ofTwoCreationsThatOverlapOneIsRefused() {
        Event first = event(1, 4, CallEffect.wrote(A, IF_ABSENT));
        Event second = event(2, 3, CallEffect.wrote(B, IF_ABSENT));
        Event refused = event(2, 3, CallEffect.refused(new ConditionFailed(StorageContract.id("key")), IF_ABSENT));
        assertTrue(CallHistory.isLinearizable(List.of(first, refused)));
        assertFalse(CallHistory.isLinearizable(List.of(first, second)));
        assertFalse(CallHistory.isLinearizable(List.of(refused)));
    }

    @Test
    void anUnsureWriteIsThereOrNot() {
        Event unsure = event(3, 4, CallEffect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(Set.of(A, B), CallHistory.left(List.of(wrote(1, 2, A), unsure), Set.of(KeyState.ABSENT)));
        assertEquals(Set.of(A), CallHistory.left(List.of(unsure, wrote(5, 6, A)), Set.of(KeyState.ABSENT)));
    }

    @Test
    void anUnsureWriteThatWasSeenMayBeUndoneByACrashOnly() {
        Event unsure = event(3, 4, CallEffect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(
                Set.of(A, B), CallHistory.left(List.of(wrote(1, 2, A), unsure, saw(5, 6, B)), Set.of(KeyState.ABSENT)));
        assertFalse(CallHistory.isLinearizable(List.of(wrote(1, 2, A), unsure, saw(5, 6, B), saw(7, 8, A))));
    }

    @Test
    void whatWasAnsweredBeforeACutIsKeptAndWhatBeganAfterItIsNot() {
        AtomicInteger changes = new AtomicInteger();
        CallHistory history = new CallHistory(changes::get);
        history.record("answered", () -> did(changes, A));
        history.record("cut off", () -> did(changes, B));
        Set<KeyState> nothing = Set.of(KeyState.ABSENT);
        assertEquals(Set.of(KeyState.ABSENT, A), CallHistory.left(history.of("key", 0), nothing));
        assertEquals(Set.of(A, B), CallHistory.left(history.of("key", 1), nothing));
        assertEquals(Set.of(B), CallHistory.left(history.of("key", 2), nothing));
    }

    private static Map<String, CallEffect> did(AtomicInteger changes, KeyState state) {
        changes.incrementAndGet();
        return Map.of("key", CallEffect.wrote(state, WriteCondition.ALWAYS));
    }
}
