package io.geckos.storage.testkit.model.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.model.concurrent.CallHistory.Event;
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

    /** Tells whether the events of one key, which had no object before, are linearizable. */
    private static boolean isLinearizable(List<Event<KeyState>> ofKey) {
        return !CallHistory.possibleStatesAfter(ofKey, Set.of(KeyState.ABSENT)).isEmpty();
    }

    private static Event<KeyState> event(long began, long ended, CallEffect<KeyState> effect) {
        return new Event<>("key", "call", began, ended, effect);
    }

    private static Event<KeyState> wrote(long began, long ended, KeyState state) {
        return event(began, ended, CallEffect.wrote(state, WriteCondition.ALWAYS));
    }

    private static Event<KeyState> saw(long began, long ended, KeyState state) {
        return event(began, ended, CallEffect.saw(state));
    }

    @Test
    void anEmptyHistoryIsLinearizable() {
        assertTrue(isLinearizable(List.of()));
    }

    @Test
    void aReadSeesTheLastWriteThatEnded() {
        assertTrue(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, B))));
        assertFalse(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, A))));
        assertFalse(isLinearizable(List.of(wrote(1, 2, A), saw(3, 4, KeyState.ABSENT))));
        assertFalse(isLinearizable(List.of(saw(1, 2, A), wrote(3, 4, A))));
    }

    @Test
    void aReadThatOverlapsAWriteSeesOldOrNew() {
        assertTrue(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, A))));
        assertTrue(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, B))));
        assertFalse(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, KeyState.ABSENT))));
    }

    @Test
    void whatOneReadHasSeenNoLaterReadUnsees() {
        assertTrue(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, A), saw(6, 7, B))));
        assertFalse(isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, B), saw(6, 7, A))));
    }

    @Test
    void ofTwoCreationsThatOverlapOneIsRefused() {
        Event<KeyState> first = event(1, 4, CallEffect.wrote(A, IF_ABSENT));
        Event<KeyState> second = event(2, 3, CallEffect.wrote(B, IF_ABSENT));
        Event<KeyState> refused =
                event(2, 3, CallEffect.refused(new ConditionFailed(StorageContract.id("key")), IF_ABSENT));
        assertTrue(isLinearizable(List.of(first, refused)));
        assertFalse(isLinearizable(List.of(first, second)));
        assertFalse(isLinearizable(List.of(refused)));
    }

    @Test
    void anUnsureWriteIsThereOrNot() {
        Event<KeyState> unsure =
                event(3, 4, CallEffect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(
                Set.of(A, B),
                CallHistory.possibleStatesAfter(List.of(wrote(1, 2, A), unsure), Set.of(KeyState.ABSENT)));
        assertEquals(
                Set.of(A), CallHistory.possibleStatesAfter(List.of(unsure, wrote(5, 6, A)), Set.of(KeyState.ABSENT)));
    }

    @Test
    void anUnsureWriteThatWasSeenMayBeUndoneByACrashOnly() {
        Event<KeyState> unsure =
                event(3, 4, CallEffect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(
                Set.of(A, B),
                CallHistory.possibleStatesAfter(
                        List.of(wrote(1, 2, A), unsure, saw(5, 6, B)), Set.of(KeyState.ABSENT)));
        assertFalse(isLinearizable(List.of(wrote(1, 2, A), unsure, saw(5, 6, B), saw(7, 8, A))));
    }

    @Test
    void whatWasAnsweredBeforeACutIsKeptAndWhatBeganAfterItIsNot() {
        AtomicInteger changes = new AtomicInteger();
        CallHistory<KeyState> history = new CallHistory<>(changes::get);
        history.record("answered", () -> did(changes, A));
        history.record("cut off", () -> did(changes, B));
        Set<KeyState> nothing = Set.of(KeyState.ABSENT);
        assertEquals(Set.of(KeyState.ABSENT, A), CallHistory.possibleStatesAfter(history.of("key", 0), nothing));
        assertEquals(Set.of(A, B), CallHistory.possibleStatesAfter(history.of("key", 1), nothing));
        assertEquals(Set.of(B), CallHistory.possibleStatesAfter(history.of("key", 2), nothing));
    }

    private static Map<String, CallEffect<KeyState>> did(AtomicInteger changes, KeyState state) {
        changes.incrementAndGet();
        return Map.of("key", CallEffect.wrote(state, WriteCondition.ALWAYS));
    }
}
