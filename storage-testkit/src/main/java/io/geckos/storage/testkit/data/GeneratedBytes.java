package io.geckos.storage.testkit.data;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectUpload;
import java.util.Random;

/** Bytes generated from two numbers, so that the report of a failure can name them. */
public record GeneratedBytes(int seed, int size) {
    public byte[] bytes() {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public ObjectUpload upload(ChecksumAlgorithm... checksums) {
        return Uploads.of(bytes(), checksums);
    }

    public ETag etag() {
        return ObjectBytes.digests(bytes()).md5();
    }
}
