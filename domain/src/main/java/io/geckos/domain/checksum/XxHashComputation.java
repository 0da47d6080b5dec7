package io.geckos.domain.checksum;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/**
 * An xxHash with the seed 0, in its canonical form, which is big endian.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">XXH fast digest algorithm</a>
 */
record XxHashComputation(HashStream64 hash, int bytes) implements ByteArrayComputation {
    /** XXH64. */
    static XxHashComputation xxh64() {
        return new XxHashComputation(Hashing.xxh64().hashStream(), Long.BYTES);
    }

    /** XXH3 with 64 bits. */
    static XxHashComputation xxh3() {
        return new XxHashComputation(Hashing.xxh3_64().hashStream(), Long.BYTES);
    }

    /** XXH3 with 128 bits. */
    static XxHashComputation xxh128() {
        return new XxHashComputation(Hashing.xxh3_128().hashStream(), 2 * Long.BYTES);
    }

    @Override
    public void update(byte[] input, int offset, int length) {
        hash.putBytes(input, offset, length);
    }

    @Override
    public byte[] finish() {
        ByteBuffer result = ByteBuffer.allocate(bytes);
        if (hash instanceof HashStream128 wide) {
            HashValue128 value = wide.get();
            result.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        } else {
            result.putLong(hash.getAsLong());
        }
        return result.array();
    }
}
