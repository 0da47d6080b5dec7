package io.geckos.s3.encryption;

import io.geckos.domain.sealing.SealKey;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the key that a client sends with its request, in three headers of one prefix.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-c-encryption.html">SSE-C</a>
 */
final class CustomerKey {
    private static final String PROVIDE =
            "Requests specifying Server Side Encryption with Customer provided keys must provide ";

    private CustomerKey() {}

    /** Tells whether a request has any of the headers. */
    static boolean isIn(RequestHeaders headers, String prefix) {
        return Stream.of(EncryptionHeaders.ALGORITHM, EncryptionHeaders.KEY, EncryptionHeaders.KEY_MD5)
                .anyMatch(name -> headers.has(prefix + name));
    }

    /**
     * The key; empty if there is none of the headers.
     *
     * @throws S3Exception if one is missing, or does not agree with the others
     */
    static Optional<SealKey.Customer> of(RequestHeaders headers, String prefix) {
        if (!isIn(headers, prefix)) {
            return Optional.empty();
        }
        String algorithm = required(headers, prefix + EncryptionHeaders.ALGORITHM, "a valid encryption algorithm.");
        if (!algorithm.equals(EncryptionHeaders.AES256)) {
            throw new S3Exception(S3Error.InvalidEncryptionAlgorithmError)
                    .with("ArgumentName", EncryptionHeaders.METHOD)
                    .with("ArgumentValue", algorithm);
        }
        String key = required(headers, prefix + EncryptionHeaders.KEY, "an appropriate secret key.");
        String md5 =
                required(headers, prefix + EncryptionHeaders.KEY_MD5, "the client calculated MD5 of the secret key.");
        return Optional.of(key(decoded(key), md5, prefix));
    }

    private static String required(RequestHeaders headers, String name, String what) {
        return headers.get(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> S3Exception.invalidArgument(PROVIDE + what, name, "null"));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static SealKey.Customer key(byte[] bytes, String md5, String prefix) {
        if (bytes.length != SealKey.Customer.BYTES) {
            throw S3Exception.invalidArgument(
                    "The secret key was invalid for the specified algorithm.", prefix + EncryptionHeaders.KEY, "null");
        }
        if (!Base64.getEncoder().encodeToString(md5(bytes)).equals(md5)) {
            throw S3Exception.invalidArgument(
                    "The calculated MD5 hash of the key did not match the hash that was provided.",
                    prefix + EncryptionHeaders.KEY_MD5,
                    md5);
        }
        return new SealKey.Customer(bytes);
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
