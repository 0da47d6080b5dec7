package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/**
 * An account, which owns buckets. There is always a first one, of the configured key pair. The canonical id of each further
 * one contains its number, so that the owner of a bucket or object is known without a list of accounts.
 *
 * @param number 12 digits, as ARNs name it
 * @param owner the same account as listings and access control lists name it
 */
public record Account(String number, Principal owner) {
    /** The number of the account of the configured key pair. */
    public static final String FIRST = "000000000000";

    private static final int DIGITS = 12;

    /** What the canonical ids of all further accounts begin with: the name of this program in hexadecimal, and {@code 1}. */
    private static final String FURTHER = "6765636b6f73331" + "0".repeat(37);

    /** Throws {@link IllegalArgumentException} for another form of number. */
    public Account {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("not the number of an account: " + number + "; 12 digits are");
        }
    }

    /** An account beside the first one. */
    public static Account further(String number, String name) {
        return new Account(number, new Principal(FURTHER + number, name));
    }

    /** Tells whether a text has the form of a number. */
    public static boolean isNumber(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The number in the canonical id of an account beside the first one; empty for every other id. */
    public static Optional<String> numberOf(String canonicalId) {
        return canonicalId.startsWith(FURTHER)
                ? Optional.of(canonicalId.substring(FURTHER.length())).filter(Account::isNumber)
                : Optional.empty();
    }

    /** The number of an owner; that of this account if it is none of a further account, because the rest is the first one's. */
    public String numberOf(Optional<Principal> owner) {
        return owner.flatMap(principal -> numberOf(principal.id())).orElse(number);
    }
}
