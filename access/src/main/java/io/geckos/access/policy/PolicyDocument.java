package io.geckos.access.policy;

import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PrincipalSet.Naming;
import java.util.List;
import java.util.Optional;

/** A policy: statements that allow or deny. Immutable, safe for many threads. */
public final class PolicyDocument {
    private final List<Statement> statements;
    private final boolean open;

    PolicyDocument(List<Statement> statements) {
        this.statements = List.copyOf(statements);
        this.open = statements.stream().anyMatch(Statement::isPublic);
    }

    /** A request as statements see it. */
    public record Question(PolicySubject subject, String action, String arn, ConditionValues values) {}

    /** How far a statement allows a request. */
    public enum Grant {
        /** To the account of the sender, whose own policies must allow it too. */
        TO_ACCOUNT,
        /** To the sender. */
        TO_SENDER
    }

    /**
     * A statement that is about a request.
     *
     * @param place where it stands, with its id, for people
     * @param label its id, or where it stands if it has none
     * @param allows whether it allows or denies
     * @param grant to whom it allows
     */
    public record Match(String place, String label, boolean allows, Grant grant) {}

    /** The first statement that denies the request. */
    public Optional<Match> denial(Question question) {
        for (Statement statement : statements) {
            if (!statement.allows()) {
                Optional<Match> match = match(statement, question);
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }

    /** The statement that allows the request furthest, whatever others deny. */
    public Optional<Match> grant(Question question) {
        Optional<Match> most = Optional.empty();
        for (Statement statement : statements) {
            if (statement.allows()) {
                Optional<Match> match = match(statement, question);
                if (match.isPresent() && match.get().grant() == Grant.TO_SENDER) {
                    return match;
                }
                most = most.isPresent() ? most : match;
            }
        }
        return most;
    }

    /** All statements that are about the request, in their order. */
    public List<Match> matches(Question question) {
        return statements.stream()
                .flatMap(statement -> match(statement, question).stream())
                .toList();
    }

    private static Optional<Match> match(Statement statement, Question question) {
        Naming naming = statement.naming(question.subject());
        if (naming == Naming.NONE || !statement.covers(question.action(), question.arn(), question.values())) {
            return Optional.empty();
        }
        return Optional.of(new Match(
                statement.place(),
                statement.label(),
                statement.allows(),
                naming == Naming.DIRECT ? Grant.TO_SENDER : Grant.TO_ACCOUNT));
    }

    /** The policy without the statements that allow. */
    public PolicyDocument denials() {
        return new PolicyDocument(
                statements.stream().filter(statement -> !statement.allows()).toList());
    }

    /** Tells whether the policy gives something to everybody, as S3 defines it. */
    public boolean isPublic() {
        return open;
    }
}
