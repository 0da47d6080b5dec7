package io.geckos.access.policy;

import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PrincipalSet.Naming;
import java.util.List;
import java.util.Optional;

/** A policy: statements that allow or deny. Immutable, safe for many threads. */
public final class PolicyDocument {
    private final List<Entry> entries;
    private final List<Entry> denials;
    private final List<Entry> grants;
    private final List<PrincipalName> principals;
    private final boolean open;

    PolicyDocument(List<Statement> statements) {
        this.entries = statements.stream().map(Entry::new).toList();
        this.denials =
                entries.stream().filter(entry -> !entry.statement.allows()).toList();
        this.grants = entries.stream().filter(entry -> entry.statement.allows()).toList();
        this.principals = statements.stream()
                .flatMap(statement -> statement.principals().named().names().stream())
                .toList();
        this.open = statements.stream().anyMatch(Statement::isPublic);
    }

    /** A statement with the answers that it can give, so that a request makes none. */
    private static final class Entry {
        private final Statement statement;
        private final Optional<Match> toAccount;
        private final Optional<Match> toSender;

        Entry(Statement statement) {
            this.statement = statement;
            this.toAccount = Optional.of(match(Grant.TO_ACCOUNT));
            this.toSender = Optional.of(match(Grant.TO_SENDER));
        }

        private Match match(Grant grant) {
            return new Match(statement.place(), statement.label(), statement.allows(), grant);
        }

        Optional<Match> match(Question question) {
            Naming naming = statement.naming(question.subject());
            if (naming == Naming.NONE || !statement.covers(question.action(), question.arn(), question.values())) {
                return Optional.empty();
            }
            return naming == Naming.DIRECT ? toSender : toAccount;
        }
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
        for (Entry denial : denials) {
            Optional<Match> match = denial.match(question);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    /** The statement that allows the request furthest, whatever others deny. */
    public Optional<Match> grant(Question question) {
        Optional<Match> most = Optional.empty();
        for (Entry grant : grants) {
            Optional<Match> match = grant.match(question);
            if (match.isPresent() && match.get().grant() == Grant.TO_SENDER) {
                return match;
            }
            most = most.isPresent() ? most : match;
        }
        return most;
    }

    /** All statements that are about the request, in their order. */
    public List<Match> matches(Question question) {
        return entries.stream().flatMap(entry -> entry.match(question).stream()).toList();
    }

    /** The policy without the statements that allow. */
    public PolicyDocument denials() {
        return new PolicyDocument(denials.stream().map(entry -> entry.statement).toList());
    }

    /** The users, roles and sessions that its statements name, in the order of the document. */
    public List<PrincipalName> principals() {
        return principals;
    }

    /** Tells whether the policy gives something to everybody, as S3 defines it. */
    public boolean isPublic() {
        return open;
    }
}
