package io.geckos.auth;

/**
 * The places where AWS Signature Version 2 is accepted, in addition to Version 4. Version 2 is weaker: it uses SHA-1,
 * its key never changes, and it signs neither the body nor most headers.
 */
public enum SignatureV2Policy {
    /** Nowhere. */
    OFF,
    /** In presigned URLs and in browsers' forms, where one user signs a single request for another. */
    PRESIGNED,
    /** In the {@code Authorization} header too. */
    ALL
}
