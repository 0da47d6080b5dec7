package io.geckos.domain.checksum;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksum algorithms of S3, in the order of their names, in which checksums are kept and told.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object
 *     integrity</a>
 */
public enum ChecksumAlgorithm {
    /** ISO 3309, reflected polynomial {@code 0xEDB88320}. */
    CRC32(4),
    /** Castagnoli, reflected polynomial {@code 0x82F63B78}. */
    CRC32C(4),
    /** The NVM Express polynomial, reflected {@code 0x9A6C9329AC4BC9B5}. */
    CRC64NVME(8),
    /** RFC 1321. */
    MD5(16),
    /** FIPS 180-4. */
    SHA1(20),
    /** FIPS 180-4. */
    SHA256(32),
    /** FIPS 180-4. */
    SHA512(64),
    /** XXH3 of 128 bits, seed 0. */
    XXHASH128(16),
    /** XXH3 of 64 bits, seed 0. */
    XXHASH3(8),
    /** XXH64, seed 0. */
    XXHASH64(8);

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes a checksum has. */
    public int bytes() {
        return bytes;
    }

    /** Whether the checksum of a whole can be computed from those of its parts. */
    public boolean isCombinable() {
        return switch (this) {
            case CRC32, CRC32C, CRC64NVME -> true;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> false;
        };
    }

    ChecksumComputation start() {
        return switch (this) {
            case CRC32 -> new CrcComputation(new CRC32(), bytes);
            case CRC32C -> new CrcComputation(new CRC32C(), bytes);
            case CRC64NVME -> new Crc64Nvme();
            case SHA1 -> DigestComputation.of("SHA-1");
            case SHA256 -> DigestComputation.of("SHA-256");
            case SHA512 -> DigestComputation.of("SHA-512");
            case MD5 -> DigestComputation.of("MD5");
            case XXHASH64 -> XxHashComputation.xxh64();
            case XXHASH3 -> XxHashComputation.xxh3();
            case XXHASH128 -> XxHashComputation.xxh128();
        };
    }
}
