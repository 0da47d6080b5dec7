package io.geckos.auth;

/**
 * Where AWS Signature Version 2 is accepted beside Version 4. It is weaker: SHA-1, the same key for ever, and neither the
 * body nor most headers are signed.
 */
public enum SignatureV2Policy {
    /** Nowhere. */
    OFF,
    /** Where a signature is handed to others for one request: in presigned URLs and in browsers' forms. */
    PRESIGNED,
    /** In the {@code Authorization} header too. */
    ALL
}
