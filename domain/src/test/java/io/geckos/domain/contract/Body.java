package io.geckos.domain.contract;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectUpload;
import java.util.Random;

/** Bytes that are told by two numbers, so that a failing sequence can print them. */
record Body(int seed, int size) {
    byte[] bytes() {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    ObjectUpload upload(ChecksumAlgorithm... checksums) {
        return Uploads.of(bytes(), checksums);
    }

    ETag etag() {
        return ObjectStoreContract.digests(bytes()).md5();
    }
}
