package io.geckos.sealing;

import io.geckos.domain.checksum.ETag;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The data key of one seal, from which each segment gets a key of its own. Immutable. */
final class DataKey {
    /** The length of ETags that are not an MD5, in bytes. It is the length of an MD5. */
    private static final int ETAG_BYTES = 16;

    private final SealFormat format;
    private final byte[] bytes;

    /** Keeps {@code bytes}, which must not be changed. */
    DataKey(SealFormat format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    SealFormat format() {
        return format;
    }

    /** The bytes that a seal wraps. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
    }

    /** The key of the segment that begins with {@code salt} and is the part of the number {@code part}. */
    byte[] ofSegment(byte[] salt, int part) {
        return Aes.derive(
                bytes,
                switch (format) {
                    case SALT -> salt;
                    case SALT_AND_PART ->
                        ByteBuffer.allocate(salt.length + Integer.BYTES)
                                .put(salt)
                                .putInt(part)
                                .array();
                });
    }

    /** An ETag that reveals nothing about the content without the key. {@code md5} is that of the content. */
    ETag etag(ETag md5) {
        byte[] hash = Aes.derive(bytes, HexFormat.of().parseHex(md5.value()));
        return new ETag(HexFormat.of().formatHex(hash, 0, ETAG_BYTES));
    }
}
