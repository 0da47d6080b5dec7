package io.geckos.domain.object;

import java.util.regex.Pattern;

/**
 * The storage class of an object: a label that the store keeps and returns. Objects of all classes are stored in the
 * same way.
 *
 * @param name 1 to 64 letters, digits and {@code _}, in ASCII
 */
public record StorageClass(String name) {
    /** Stands before the constants, because their names are checked with it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /** The allowed form of a name, for error messages. */
    public static final String ALLOWED = "1 to 64 letters, digits and _";

    /** The default class. */
    public static final StorageClass STANDARD = new StorageClass("STANDARD");

    /** The class that old programs ask for to save money. */
    public static final StorageClass REDUCED_REDUNDANCY = new StorageClass("REDUCED_REDUNDANCY");

    /** Throws {@link IllegalArgumentException} if {@code name} is not a legal name. */
    public StorageClass {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a storage class: " + name);
        }
    }

    /** Tells whether {@code text} is a legal name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Tells whether this is the default class. */
    public boolean isStandard() {
        return equals(STANDARD);
    }

    @Override
    public String toString() {
        return name;
    }
}
