package io.geckos.domain.object;

import java.util.Map;

/**
 * What a client says about an object; a store keeps it as it is.
 *
 * @param headers the standard headers to give back with the object ({@code content-type}, {@code cache-control} …), by
 *     lower-case name
 * @param userMetadata what came as {@code x-amz-meta-*}, by lower-case name without that prefix
 * @param tags the object's tags
 * @param storageClass the label it is kept and listed under
 * @param protection what keeps this version from being deleted
 */
public record ObjectSpec(
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        StorageClass storageClass,
        Protection protection) {
    /** Says nothing. */
    public static final ObjectSpec EMPTY = new ObjectSpec(Map.of(), Map.of(), Map.of());

    /** Copies. */
    public ObjectSpec {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /** Of an object of the standard storage class, without protection. */
    public ObjectSpec(Map<String, String> headers, Map<String, String> userMetadata, Map<String, String> tags) {
        this(headers, userMetadata, tags, StorageClass.STANDARD, Protection.NONE);
    }

    /** The same but for the tags. */
    public ObjectSpec withTags(Map<String, String> newTags) {
        return new ObjectSpec(headers, userMetadata, newTags, storageClass, protection);
    }

    /** The same but for the storage class. */
    public ObjectSpec withStorageClass(StorageClass newStorageClass) {
        return new ObjectSpec(headers, userMetadata, tags, newStorageClass, protection);
    }

    /** The same but for the protection. */
    public ObjectSpec withProtection(Protection newProtection) {
        return new ObjectSpec(headers, userMetadata, tags, storageClass, newProtection);
    }
}
