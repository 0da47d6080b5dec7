package io.geckos.storage.rados.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/**
 * One object of the index of a bucket: it has the rows of the keys whose hashes leave the same residue.
 *
 * @param number names the object; no other shard of the bucket had or will have it
 * @param modulus what the hash is divided by
 * @param residue what is left of the hash, from 0 to {@code modulus - 1}
 */
public record IndexShard(int number, int modulus, int residue) {
    /** The hash of a key, 0 or more. */
    public static long hash(String key) {
        CRC32C hash = new CRC32C();
        hash.update(key.getBytes(UTF_8));
        return hash.getValue();
    }

    /** Tells whether keys with this hash belong here. */
    public boolean contains(long hash) {
        return hash % modulus == residue;
    }
}
