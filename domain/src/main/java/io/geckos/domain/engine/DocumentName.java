package io.geckos.domain.engine;

import java.util.regex.Pattern;

/** The name of a document or of a lease in a {@link DocumentStore}: 1 to 64 lower-case letters, digits and hyphens. */
public record DocumentName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    /** Throws {@link IllegalArgumentException} if {@code value} is not such a name. */
    public DocumentName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "document name: must be 1 to 64 lower-case letters, digits and hyphens, not " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
