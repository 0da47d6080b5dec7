package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.regex.Pattern;

/**
 * An account, which owns buckets.
 *
 * @param number 12 digits, as ARNs name it
 * @param owner the same account as listings and access control lists name it
 */
public record Account(String number, Principal owner) {
    /** The number of the account of the configured key pair. */
    public static final String FIRST = "000000000000";

    private static final Pattern FORM = Pattern.compile("\\d{12}");

    /** Throws {@link IllegalArgumentException} for another form of number. */
    public Account {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("not the number of an account: " + number + "; 12 digits are");
        }
    }

    /** Tells whether a text has the form of a number. */
    public static boolean isNumber(String text) {
        return FORM.matcher(text).matches();
    }
}
