package io.geckos.domain.name;

/**
 * The opaque id that a store with versioning gives to one version of an object. Never {@code "null"}, because S3 uses
 * that for the null version.
 */
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
