package io.geckos.domain.object;

import java.util.Map;

/**
 * The properties of an object that the client chooses. The store keeps them unchanged.
 *
 * @param headers the standard headers to return with the object ({@code content-type}, {@code cache-control} …), by
 *     lower-case name
 * @param userMetadata the {@code x-amz-meta-*} headers, by lower-case name without that prefix
 * @param tags the object's tags
 * @param storageClass the label that is stored and listed with the object
 * @param protection the retention and legal hold of this version
 */
public record ObjectSpec(
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        StorageClass storageClass,
        Protection protection) {
    /** No headers, metadata or tags. */
    public static final ObjectSpec EMPTY = new ObjectSpec(Map.of(), Map.of(), Map.of());

    /** Copies. */
    public ObjectSpec {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /** Properties with the standard storage class, without protection. */
    public ObjectSpec(Map<String, String> headers, Map<String, String> userMetadata, Map<String, String> tags) {
        this(headers, userMetadata, tags, StorageClass.STANDARD, Protection.NONE);
    }

    /** A copy with other tags. */
    public ObjectSpec withTags(Map<String, String> newTags) {
        return new ObjectSpec(headers, userMetadata, newTags, storageClass, protection);
    }

    /** A copy with another storage class. */
    public ObjectSpec withStorageClass(StorageClass newStorageClass) {
        return new ObjectSpec(headers, userMetadata, tags, newStorageClass, protection);
    }

    /** A copy with another protection. */
    public ObjectSpec withProtection(Protection newProtection) {
        return new ObjectSpec(headers, userMetadata, tags, storageClass, newProtection);
    }
}
