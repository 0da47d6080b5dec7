package io.geckos.access.store;

import io.geckos.access.store.IamException.Code;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The forms of names and paths, and new ids and secrets. */
final class IamNames {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]*/");
    private static final int MAX_PATH = 512;
    private static final String ID_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** The number of letters of a secret; each has six bits. */
    private static final int SECRET_LENGTH = 40;

    private IamNames() {}

    /** Answers a name that has the right form. */
    static String name(String parameter, String name, int longest) {
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw new IamException(
                    Code.ValidationError,
                    "The specified value for " + parameter + " is invalid: \"" + name + "\". It must contain 1 to "
                            + longest + " letters, digits and the characters +=,.@_-");
        }
        return name;
    }

    /** Answers a path that has the right form. */
    static String path(String path) {
        if (path.length() > MAX_PATH || !PATH.matcher(path).matches()) {
            throw new IamException(
                    Code.ValidationError,
                    "The specified value for path is invalid: \"" + path + "\". It must begin and end with / and"
                            + " contain up to " + MAX_PATH + " printable ASCII characters.");
        }
        return path;
    }

    /** A new id. The prefix says what it is for, as in AWS: {@code AKIA} for keys, {@code AIDA} for users. */
    static String newId(String prefix) {
        return prefix + random(ID_DIGITS, prefix.startsWith("AK") || prefix.startsWith("AS") ? 16 : 17);
    }

    /** A new secret key. */
    static String newSecret() {
        return random(SECRET_DIGITS, SECRET_LENGTH);
    }

    private static String random(String digits, int length) {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(digits.charAt(random.nextInt(digits.length())));
        }
        return text.toString();
    }
}
