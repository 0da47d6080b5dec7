package io.geckos.domain.name;

/** The opaque name a versioning store gives to one version of an object; never {@code "null"}, which means none. */
public record VersionId(String value) {
    /** Throws {@link IllegalArgumentException} if {@code value} is empty or {@code "null"}. */
    public VersionId {
        if (value.isEmpty() || value.equals("null")) {
            throw new IllegalArgumentException("not a version id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
