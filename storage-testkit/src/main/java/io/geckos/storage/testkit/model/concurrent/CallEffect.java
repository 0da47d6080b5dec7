package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.model.sequential.ComparableAnswers;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The state of a key that a call has seen, and the change that it has made, as its answer shows. Both belong to one
 * instant between the beginning and the end of the call.
 *
 * @param <S> what a state of a key is told by
 * @param answer the answer as a failure report prints it
 * @param met tells for a state whether a store may give this answer in it
 * @param change makes the state after the call from the state before it
 * @param certain whether the call has had this effect; if not, it may have had it or not, and a crash may have undone
 *     it
 */
public record CallEffect<S>(String answer, Predicate<S> met, UnaryOperator<S> change, boolean certain) {
    CallEffect(String answer, Predicate<S> met, UnaryOperator<S> change) {
        this(answer, met, change, true);
    }

    /** This effect for a call with an unknown outcome, because a crash cut it off or its answer says so. */
    CallEffect<S> unsure() {
        return new CallEffect<>("perhaps " + answer, met, change, false);
    }

    /**
     * The state after the call if the state before was {@code before}; empty if {@code before} contradicts the answer.
     */
    Optional<S> on(S before) {
        return met.test(before) ? Optional.of(change.apply(before)) : Optional.empty();
    }

    static CallEffect<KeyState> saw(KeyState state) {
        return new CallEffect<>("saw " + state, state::equals, UnaryOperator.identity());
    }

    /** The effect of a listing, which shows only a part of the state. */
    static CallEffect<KeyState> listed(ObjectSummary summary) {
        ObjectSummary seen = ComparableAnswers.timeless(summary);
        return new CallEffect<>("listed " + seen, before -> before.isListedAs(seen), UnaryOperator.identity());
    }

    static CallEffect<KeyState> wrote(KeyState state, WriteCondition condition) {
        return new CallEffect<>("wrote " + state, before -> before.satisfies(condition), _ -> state);
    }

    /** The effect of a refusal because of the condition. Throws any other refusal, because it is not expected. */
    static CallEffect<KeyState> refused(StorageException refusal, WriteCondition condition) {
        String answer = "refused: " + refusal.getClass().getSimpleName();
        return switch (refusal) {
            case NoSuchObject _ ->
                new CallEffect<>(
                        answer, before -> before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case ConditionFailed _ ->
                new CallEffect<>(
                        answer, before -> !before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case WriteConflict _
            when !condition.equals(WriteCondition.ALWAYS) ->
                new CallEffect<>(answer, _ -> true, UnaryOperator.identity());
            default -> throw refusal;
        };
    }
}
