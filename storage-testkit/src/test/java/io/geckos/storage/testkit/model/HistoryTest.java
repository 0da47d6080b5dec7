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
import io.geckos.storage.testkit.model.History.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final State A = state("a");
    private static final State B = state("b");
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();

    private static State state(String etag) {
        return State.of(new ObjectInfo(
                StorageContract.id("key"),
                Optional.empty(),
                new ETag(etag),
                0,
                Instant.EPOCH,
                List.of(),
                0,
                ObjectSpec.EMPTY));
    }

    private static Event event(long began, long ended, Effect effect) {
        return new Event("key", "call", began, ended, effect);
    }

    private static Event wrote(long began, long ended, State state) {
        return event(began, ended, Effect.wrote(state, WriteCondition.ALWAYS));
    }

    private static Event saw(long began, long ended, State state) {
        return event(began, ended, Effect.saw(state));
    }

    @Test
    void anEmptyHistoryIsLinearizable() {
        assertTrue(History.isLinearizable(List.of()));
    }

    @Test
    void aReadSeesTheLastWriteThatEnded() {
        assertTrue(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, B))));
        assertFalse(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 4, B), saw(5, 6, A))));
        assertFalse(History.isLinearizable(List.of(wrote(1, 2, A), saw(3, 4, State.ABSENT))));
        assertFalse(History.isLinearizable(List.of(saw(1, 2, A), wrote(3, 4, A))));
    }

    @Test
    void aReadThatOverlapsAWriteSeesOldOrNew() {
        assertTrue(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, A))));
        assertTrue(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, B))));
        assertFalse(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 6, B), saw(4, 5, State.ABSENT))));
    }

    @Test
    void whatOneReadHasSeenNoLaterReadUnsees() {
        assertTrue(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, A), saw(6, 7, B))));
        assertFalse(History.isLinearizable(List.of(wrote(1, 2, A), wrote(3, 10, B), saw(4, 5, B), saw(6, 7, A))));
    }

    @Test
    void ofTwoCreationsThatOverlapOneIsRefused() {
        Event first = event(1, 4, Effect.wrote(A, IF_ABSENT));
        Event second = event(2, 3, Effect.wrote(B, IF_ABSENT));
        Event refused = event(2, 3, Effect.refused(new ConditionFailed(StorageContract.id("key")), IF_ABSENT));
        assertTrue(History.isLinearizable(List.of(first, refused)));
        assertFalse(History.isLinearizable(List.of(first, second)));
        assertFalse(History.isLinearizable(List.of(refused)));
    }

    @Test
    void anUnsureWriteIsThereOrNot() {
        Event unsure = event(3, 4, Effect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(Set.of(A, B), History.left(List.of(wrote(1, 2, A), unsure), Set.of(State.ABSENT)));
        assertEquals(Set.of(A), History.left(List.of(unsure, wrote(5, 6, A)), Set.of(State.ABSENT)));
    }

    @Test
    void anUnsureWriteThatWasSeenMayBeUndoneByACrashOnly() {
        Event unsure = event(3, 4, Effect.wrote(B, WriteCondition.ALWAYS).unsure());
        assertEquals(Set.of(A, B), History.left(List.of(wrote(1, 2, A), unsure, saw(5, 6, B)), Set.of(State.ABSENT)));
        assertFalse(History.isLinearizable(List.of(wrote(1, 2, A), unsure, saw(5, 6, B), saw(7, 8, A))));
    }

    @Test
    void whatWasAnsweredBeforeACutIsKeptAndWhatBeganAfterItIsNot() {
        AtomicInteger changes = new AtomicInteger();
        History history = new History(changes::get);
        history.record("answered", () -> did(changes, A));
        history.record("cut off", () -> did(changes, B));
        Set<State> nothing = Set.of(State.ABSENT);
        assertEquals(Set.of(State.ABSENT, A), History.left(history.of("key", 0), nothing));
        assertEquals(Set.of(A, B), History.left(history.of("key", 1), nothing));
        assertEquals(Set.of(B), History.left(history.of("key", 2), nothing));
    }

    private static Map<String, Effect> did(AtomicInteger changes, State state) {
        changes.incrementAndGet();
        return Map.of("key", Effect.wrote(state, WriteCondition.ALWAYS));
    }
}
