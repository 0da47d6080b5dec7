package io.geckos.domain.name;

/** An upload in parts: the object it will become, and the opaque name the store gave it. */
public record UploadId(ObjectId object, String value) {
    @Override
    public String toString() {
        return object + " " + value;
    }
}
