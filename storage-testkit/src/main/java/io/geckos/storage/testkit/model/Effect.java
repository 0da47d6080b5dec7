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
record Effect(String answer, Predicate<State> met, UnaryOperator<State> change, boolean certain) {
    Effect(String answer, Predicate<State> met, UnaryOperator<State> change) {
        this(answer, met, change, true);
    }

    /** The same of a call that a crash cut off, or that was answered that nobody knows what it did. */
    Effect unsure() {
        return new Effect("perhaps " + answer, met, change, false);
    }

    /** The state that is left where {@code before} was met; none if it cannot have been. */
    Optional<State> on(State before) {
        return met.test(before) ? Optional.of(change.apply(before)) : Optional.empty();
    }

    static Effect saw(State state) {
        return new Effect("saw " + state, state::equals, UnaryOperator.identity());
    }

    /** What a listing says of the state, which is less than all. */
    static Effect listed(ObjectSummary summary) {
        ObjectSummary seen = Answers.timeless(summary);
        return new Effect("listed " + seen, before -> before.isListedAs(seen), UnaryOperator.identity());
    }

    static Effect wrote(State state, WriteCondition condition) {
        return new Effect("wrote " + state, before -> before.satisfies(condition), _ -> state);
    }

    /** A refusal by the condition; any other is not expected and thrown. */
    static Effect refused(StorageException refusal, WriteCondition condition) {
        String answer = "refused: " + refusal.getClass().getSimpleName();
        return switch (refusal) {
            case NoSuchObject _ ->
                new Effect(
                        answer, before -> before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case ConditionFailed _ ->
                new Effect(
                        answer, before -> !before.isAbsent() && !before.satisfies(condition), UnaryOperator.identity());
            case WriteConflict _
            when !condition.equals(WriteCondition.ALWAYS) -> new Effect(answer, _ -> true, UnaryOperator.identity());
            default -> throw refusal;
        };
    }
}
