package io.geckos.domain.object;

import java.util.regex.Pattern;

/**
 * The storage class of an object: a label that is kept and given back. A store puts objects of all classes in the same place.
 *
 * @param name 1 to 64 letters, digits and {@code _}, in ASCII
 */
public record StorageClass(String name) {
    /** Before the constants, whose names are checked. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /** What a name may be, in words for whoever wrote another. */
    public static final String ALLOWED = "1 to 64 letters, digits and _";

    /** The class of every object of which no other was asked for. */
    public static final StorageClass STANDARD = new StorageClass("STANDARD");

    /** The class that old programs ask for to save money. */
    public static final StorageClass REDUCED_REDUNDANCY = new StorageClass("REDUCED_REDUNDANCY");

    /** Throws {@link IllegalArgumentException} on what is no name. */
    public StorageClass {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a storage class: " + name);
        }
    }

    /** Tells whether a storage class can be named so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Tells whether this is the class of every object of which no other was asked for. */
    public boolean isStandard() {
        return equals(STANDARD);
    }

    @Override
    public String toString() {
        return name;
    }
}
