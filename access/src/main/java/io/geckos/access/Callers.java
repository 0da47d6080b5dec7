package io.geckos.access;

import io.geckos.access.store.UserDatabase;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the senders of requests, of whatever account. */
final class Callers {
    private final AccountUsers users;
    private final CallerLookup first;
    private final Map<String, CallerLookup> others = new ConcurrentHashMap<>();

    Callers(AccountUsers users) {
        this.users = users;
        this.first = new CallerLookup(users.database(), users.account());
    }

    /** The sender of a request. */
    Caller of(Identity identity) {
        return switch (identity) {
            case Identity.Anonymous _ -> users.open() ? first.root() : Caller.ANONYMOUS;
            case Identity.Known known -> {
                Optional<String> number = Account.numberOf(known.principal().id());
                yield number.isEmpty() ? first.of(known) : ofOther(number.get(), known);
            }
        };
    }

    private Caller ofOther(String number, Identity.Known known) {
        CallerLookup lookup = lookup(number);
        // The account may have been deleted since the key was verified.
        return users.others().apply(number).isPresent() ? lookup.of(known) : lookup.gone();
    }

    /** The callers of an account. */
    CallerLookup lookup(String number) {
        return number.equals(users.account().number())
                ? first
                : others.computeIfAbsent(
                        number,
                        _ -> new CallerLookup(
                                () -> users.others().apply(number).orElse(UserDatabase.EMPTY),
                                Account.further(number, "")));
    }

    /** The number of the account of a sender; that of the first account if there are no credentials. */
    String accountOf(Caller caller) {
        return caller.subject().isAnonymous()
                ? users.account().number()
                : caller.subject().account();
    }
}
