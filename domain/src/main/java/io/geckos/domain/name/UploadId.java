package io.geckos.domain.name;

/** The address of a multipart upload: the object that it will become, and the opaque name that the store gave it. */
public record UploadId(ObjectId object, String value) {
    @Override
    public String toString() {
        return object + " " + value;
    }
}
