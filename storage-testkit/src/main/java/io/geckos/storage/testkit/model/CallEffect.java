package io.geckos.storage.testkit.model;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.WriteCondition;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a call, from its answer, must have met and done at some instant between its beginning and its end.
 *
 * @param answer as a failure prints it
 * @param met true of each state in which a store may answer so
 * @param change from the state met to the one left
 * @param certain whether the call has this effect; if not it may have it, or none, or one that a crash undoes
 */
record CallEffect(String answer, Predicate<KeyState> met, UnaryOperator<KeyState> change, boolean certain) {
    CallEffect(String answer, Predicate<KeyState> met, UnaryOperator<KeyState> change) {
        this(answer, met, change, true);
    }

    /** The same of a call that a crash cut off, or that was answered that nobody knows what it did. */
    CallEffect unsure() {
        return new CallEffect("perhaps " + answer, met, change, false);
    }

    /** The state that is left where {@code before} was met; none if it cannot have been. */
    Optional<KeyState> on(KeyState before) {
        return met.test(before) ? Optional.of(change.apply(before)) : Optional.empty();
    }

    static CallEffect saw(KeyState state) {
        return new CallEffect("saw " + state, state::equals, UnaryOperator.identity());
    }

    /** What a listing says of the state, which is less than all. */
    static CallEffect listed(ObjectSummary summary) {
        ObjectSummary seen = ComparableAnswers.timeless(summary);
        return new CallEffect("listed " + seen, before -> before.isListedAs(seen), UnaryOperator.identity());
    }

    static CallEffect wrote(KeyState state, WriteCondition condition) {
        return new CallEffect("wrote " + state, before -> before.satisfies(condition), _ -> state);
    }

    /** A refusal by the condition; any other is not expected and thrown. */
    static CallEffect refused(StorageException refusal, WriteCondition condition) {
        String answer = "refused: " + refusal.getClass().getSimpleName();
        return switch (refusal) {
            case NoSuchObject _ ->
                new CallEffect(
                        answer, before -> before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case ConditionFailed _ ->
                new CallEffect(
                        answer, before -> !before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case WriteConflict _
            when !condition.equals(WriteCondition.ALWAYS) ->
                new CallEffect(answer, _ -> true, UnaryOperator.identity());
            default -> throw refusal;
        };
    }
}
