package io.geckos.auth.payload;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.util.HexFormat;

/**
 * The line before a chunk's data: its size in hexadecimal and, in a signed payload, {@code ;chunk-signature=}.
 *
 * @param signature empty in an unsigned payload
 */
record ChunkHeader(long size, String signature) {
    static final ChunkHeader NONE = new ChunkHeader(0, "");

    /** Fifteen digits are enough for any chunk, and cannot overflow a {@code long}. */
    private static final int MAX_DIGITS = 15;

    private static final String SIGNATURE = ";chunk-signature=";

    /**
     * Parses a line.
     *
     * @throws ContentMismatch if the line is not a chunk header
     */
    static ChunkHeader parse(String line, boolean signed) {
        int end = signed ? line.indexOf(SIGNATURE) : line.length();
        if (end < 1 || end > MAX_DIGITS || !line.chars().limit(end).allMatch(HexFormat::isHexDigit)) {
            throw new ContentMismatch(Kind.CHUNK_FRAMING, "a chunk's size is not a hexadecimal number");
        }
        String signature = signed ? line.substring(end + SIGNATURE.length()) : "";
        return new ChunkHeader(HexFormat.fromHexDigitsToLong(line, 0, end), signature);
    }
}
