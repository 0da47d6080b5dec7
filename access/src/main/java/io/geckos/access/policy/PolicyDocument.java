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

    /** How far a policy allows a request. */
    public enum Grant {
        /** Not at all. */
        NONE,
        /** To the account of the sender, whose own policies must allow it too. */
        TO_ACCOUNT,
        /** To the sender. */
        TO_SENDER
    }

    /** The place of a statement that denies the request; empty if none does. */
    public Optional<String> denial(Question question) {
        for (Statement statement : statements) {
            if (!statement.allows()
                    && statement.naming(question.subject()) != Naming.NONE
                    && statement.covers(question.action(), question.arn(), question.values())) {
                return Optional.of(statement.place());
            }
        }
        return Optional.empty();
    }

    /** How far the statements allow the request, without those that deny. */
    public Grant grant(Question question) {
        Grant most = Grant.NONE;
        for (Statement statement : statements) {
            if (statement.allows() && most != Grant.TO_SENDER) {
                Naming naming = statement.naming(question.subject());
                if (naming != Naming.NONE && statement.covers(question.action(), question.arn(), question.values())) {
                    most = naming == Naming.DIRECT ? Grant.TO_SENDER : Grant.TO_ACCOUNT;
                }
            }
        }
        return most;
    }

    /** Tells whether the policy gives something to everybody, as S3 defines it. */
    public boolean isPublic() {
        return open;
    }
}
