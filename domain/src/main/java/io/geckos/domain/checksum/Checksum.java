package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * A checksum of an object or part: the Base64 of its big-endian bytes, followed in a
 * {@link Type#COMPOSITE} one by {@code -N}, N being the number of parts.
 */
public record Checksum(ChecksumAlgorithm algorithm, String value, Type type) {
    /** The input of the checksum. */
    public enum Type {
        /** All bytes of the object in order. */
        FULL_OBJECT,
        /** The checksums of the parts, one after another. */
        COMPOSITE
    }

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is not Base64 of the algorithm's length, if a {@code FULL_OBJECT}
     *     one has a part count, or if a {@code COMPOSITE} one has none
     */
    public Checksum {
        int dash = value.indexOf('-');
        String base64 = dash < 0 ? value : value.substring(0, dash);
        boolean hasPartCount = dash >= 0 && value.substring(dash + 1).matches("[1-9]\\d{0,4}");
        if (hasPartCount != (type == Type.COMPOSITE)
                || (dash >= 0 && !hasPartCount)
                || !isBase64(base64, algorithm.bytes())) {
            throw new IllegalArgumentException("not a " + algorithm + " checksum: " + value);
        }
    }

    /** The checksum of all bytes, from its Base64 form. */
    public static Checksum full(ChecksumAlgorithm algorithm, String base64) {
        return new Checksum(algorithm, base64, Type.FULL_OBJECT);
    }

    /** The checksum of all bytes, from its big-endian bytes. */
    public static Checksum full(ChecksumAlgorithm algorithm, byte[] bytes) {
        return full(algorithm, Base64.getEncoder().encodeToString(bytes));
    }

    /** The composite of the parts' checksums, all {@code FULL_OBJECT} and of {@code algorithm}. */
    public static Checksum composite(ChecksumAlgorithm algorithm, List<Checksum> parts) {
        ChecksumComputation run = algorithm.start();
        parts.forEach(part -> run.update(ByteBuffer.wrap(part.bytes())));
        String base64 = Base64.getEncoder().encodeToString(run.finish());
        return new Checksum(algorithm, base64 + "-" + parts.size(), Type.COMPOSITE);
    }

    /**
     * Combines two checksums: answers the checksum of the bytes of this one followed by the bytes of {@code next}.
     *
     * @param nextLength how many bytes {@code next} covers
     * @throws IllegalArgumentException unless the algorithm {@linkplain ChecksumAlgorithm#isCombinable can} do this
     */
    public Checksum followedBy(Checksum next, long nextLength) {
        long combined = CrcArithmetic.combine(
                algorithm, CrcArithmetic.fromBytes(bytes()), CrcArithmetic.fromBytes(next.bytes()), nextLength);
        return full(algorithm, CrcArithmetic.toBytes(combined, algorithm.bytes()));
    }

    /** The decoded bytes, big endian, without the part count of a composite. */
    public byte[] bytes() {
        int dash = value.indexOf('-');
        return Base64.getDecoder().decode(dash < 0 ? value : value.substring(0, dash));
    }

    private static boolean isBase64(String text, int bytes) {
        try {
            // The round trip refuses the unused bits and missing padding that a lenient decoder lets pass.
            byte[] decoded = Base64.getDecoder().decode(text);
            return decoded.length == bytes
                    && Base64.getEncoder().encodeToString(decoded).equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
