package io.geckos.domain.checksum;

/**
 * Arithmetic of reflected CRCs over GF(2): the checksum of a concatenation from the checksums of its parts, without
 * their bytes.
 */
final class CrcArithmetic {
    private CrcArithmetic() {}

    /** Writes the low {@code size} bytes of {@code value}, big endian. */
    static byte[] toBytes(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
        return bytes;
    }

    /** Reads {@code bytes}, big endian. */
    static long fromBytes(byte[] bytes) {
        long value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xff);
        }
        return value;
    }

    /** The CRC of A followed by B, from the CRC of each and the length of B in bytes. */
    static long combine(ChecksumAlgorithm algorithm, long first, long second, long secondLength) {
        int width = algorithm.bytes() * 8;
        long polynomial = polynomial(algorithm);
        return multiply(first, powerOfX(secondLength, width, polynomial), width, polynomial) ^ second;
    }

    private static long polynomial(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> 0xEDB88320L;
            case CRC32C -> 0x82F63B78L;
            case CRC64NVME -> Crc64Nvme.POLYNOMIAL;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
                throw new IllegalArgumentException(algorithm + " cannot be combined");
        };
    }

    /** x to the power of 8 times {@code bytes}, modulo the polynomial; the highest bit stands for x to the 0. */
    private static long powerOfX(long bytes, int width, long polynomial) {
        long result = 1L << (width - 1);
        long square = 1L << (width - 1 - 8);
        for (long n = bytes; n != 0; n >>>= 1) {
            if ((n & 1) != 0) {
                result = multiply(result, square, width, polynomial);
            }
            square = multiply(square, square, width, polynomial);
        }
        return result;
    }

    private static long multiply(long a, long b, int width, long polynomial) {
        long product = 0;
        long shifted = b;
        for (int bit = width - 1; bit >= 0; bit--) {
            if (((a >>> bit) & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
        }
        return product;
    }
}
