package io.geckos.domain.object;

import io.geckos.domain.security.AccessControlList;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of an object that its writer chooses. The store keeps them unchanged.
 *
 * @param headers the standard headers to return with the object ({@code content-type}, {@code cache-control} …), by
 *     lower-case name
 * @param userMetadata the {@code x-amz-meta-*} headers, by lower-case name without that prefix
 * @param tags the object's tags
 * @param storageClass the label that is stored and listed with the object
 * @param protection the retention and legal hold of this version
 * @param acl the access control list of this version; empty if only its owner has access
 * @param seal the seal of the bytes; empty if they are stored as the client sent them
 */
public record ObjectSpec(
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        StorageClass storageClass,
        Protection protection,
        Optional<AccessControlList> acl,
        Optional<Seal> seal) {
    /** No headers, metadata or tags. */
    public static final ObjectSpec EMPTY = new ObjectSpec(Map.of(), Map.of(), Map.of());

    /** Copies the collections. */
    public ObjectSpec {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /** Properties to which only the owner has access. */
    public ObjectSpec(
            Map<String, String> headers,
            Map<String, String> userMetadata,
            Map<String, String> tags,
            StorageClass storageClass,
            Protection protection) {
        this(headers, userMetadata, tags, storageClass, protection, Optional.empty(), Optional.empty());
    }

    /** Properties with the standard storage class, without protection. */
    public ObjectSpec(Map<String, String> headers, Map<String, String> userMetadata, Map<String, String> tags) {
        this(headers, userMetadata, tags, StorageClass.STANDARD, Protection.NONE);
    }

    /** A copy with other headers. */
    public ObjectSpec withHeaders(Map<String, String> newHeaders) {
        return new ObjectSpec(newHeaders, userMetadata, tags, storageClass, protection, acl, seal);
    }

    /** A copy with other tags. */
    public ObjectSpec withTags(Map<String, String> newTags) {
        return new ObjectSpec(headers, userMetadata, newTags, storageClass, protection, acl, seal);
    }

    /** A copy with another storage class. */
    public ObjectSpec withStorageClass(StorageClass newStorageClass) {
        return new ObjectSpec(headers, userMetadata, tags, newStorageClass, protection, acl, seal);
    }

    /** A copy with another protection. */
    public ObjectSpec withProtection(Protection newProtection) {
        return new ObjectSpec(headers, userMetadata, tags, storageClass, newProtection, acl, seal);
    }

    /** A copy with another access control list. */
    public ObjectSpec withAcl(Optional<AccessControlList> newAcl) {
        return new ObjectSpec(headers, userMetadata, tags, storageClass, protection, newAcl, seal);
    }

    /** A copy with another seal. */
    public ObjectSpec withSeal(Optional<Seal> newSeal) {
        return new ObjectSpec(headers, userMetadata, tags, storageClass, protection, acl, newSeal);
    }
}
