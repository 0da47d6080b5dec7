package io.geckos.auth.credentials;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Parses the list of signed headers in a signature, for example {@code host;range;x-amz-date}. */
final class SignedHeaderNames {
    private SignedHeaderNames() {}

    /**
     * The names in their order. Empty if one is not a lower-case header name, or comes twice. Repeated names would make
     * a small request expensive to check.
     */
    static Optional<Set<String>> parse(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.split(";", -1)) {
            if (!isName(name) || !names.add(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(Collections.unmodifiableSet(names));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNameCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
