package io.geckos.s3.wire;

import java.util.Set;

/**
 * The closed list of the {@code x-amz-*} request headers that have a meaning in Amazon S3. S3 ignores all others.
 * {@code S3HeaderNamesTest} compares the list with the API model of the AWS SDK, and fails when S3 has a new one. The
 * headers of WriteGetObjectResponse are left out, because that is sent to a host of Lambda.
 */
public final class S3HeaderNames {
    /** The beginning of the names of headers with user metadata. */
    public static final String METADATA_PREFIX = "x-amz-meta-";

    /** Names the object to copy. */
    public static final String COPY_SOURCE = "x-amz-copy-source";

    /** Names a canned access control list. */
    public static final String ACL = "x-amz-acl";

    /** Asks to break a retention of governance. */
    public static final String BYPASS = "x-amz-bypass-governance-retention";

    /** What the names of headers about encryption begin with. */
    static final String ENCRYPTION_PREFIX = "x-amz-server-side-encryption";

    /** In alphabetical order. */
    public static final Set<String> ALL = Set.of(
            ACL,
            "x-amz-bucket-namespace",
            "x-amz-bucket-object-lock-enabled",
            "x-amz-bucket-object-lock-token",
            BYPASS,
            "x-amz-checksum-algorithm",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-md5",
            "x-amz-checksum-mode",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256",
            "x-amz-checksum-sha512",
            "x-amz-checksum-type",
            "x-amz-checksum-xxhash128",
            "x-amz-checksum-xxhash3",
            "x-amz-checksum-xxhash64",
            "x-amz-client-token",
            "x-amz-confirm-remove-self-bucket-access",
            COPY_SOURCE,
            "x-amz-copy-source-if-match",
            "x-amz-copy-source-if-modified-since",
            "x-amz-copy-source-if-none-match",
            "x-amz-copy-source-if-unmodified-since",
            "x-amz-copy-source-range",
            "x-amz-copy-source-server-side-encryption-customer-algorithm",
            "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key-md5",
            "x-amz-create-session-mode",
            "x-amz-expected-bucket-owner",
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write",
            "x-amz-grant-write-acp",
            "x-amz-if-match-initiated-time",
            "x-amz-if-match-last-modified-time",
            "x-amz-if-match-size",
            "x-amz-max-parts",
            "x-amz-metadata-directive",
            "x-amz-mfa",
            "x-amz-mp-object-size",
            "x-amz-object-annotation-directive",
            "x-amz-object-attributes",
            "x-amz-object-if-match",
            "x-amz-object-lock-event-hold",
            "x-amz-object-lock-event-hold-duration-days",
            "x-amz-object-lock-event-hold-duration-years",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-object-ownership",
            "x-amz-optional-object-attributes",
            "x-amz-part-number-marker",
            "x-amz-rename-source",
            "x-amz-rename-source-if-match",
            "x-amz-rename-source-if-modified-since",
            "x-amz-rename-source-if-none-match",
            "x-amz-rename-source-if-unmodified-since",
            "x-amz-request-payer",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-context",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-server-side-encryption-customer-key",
            "x-amz-server-side-encryption-customer-key-md5",
            "x-amz-skip-destination-validation",
            "x-amz-source-expected-bucket-owner",
            "x-amz-storage-class",
            "x-amz-tagging",
            "x-amz-tagging-directive",
            "x-amz-transition-default-minimum-object-size",
            "x-amz-website-redirect-location",
            "x-amz-write-offset-bytes");

    private S3HeaderNames() {}

    /** Tells whether a header of that lower-case name has a meaning in a write. */
    public static boolean contains(String name) {
        return ALL.contains(name) || name.startsWith(METADATA_PREFIX);
    }

    /**
     * Tells whether a header of that name has a meaning in every read. Only headers about encryption do. S3 ignores the
     * other headers in reads to which they do not belong.
     */
    public static boolean mattersToReads(String name) {
        return name.startsWith(ENCRYPTION_PREFIX) || name.equals(S3HeaderNames.COPY_SOURCE);
    }
}
