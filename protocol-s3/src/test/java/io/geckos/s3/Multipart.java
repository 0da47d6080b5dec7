package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.Checksum;
import io.geckos.domain.ChecksumAlgorithm;
import io.geckos.domain.ContentHasher;
import io.geckos.domain.Digests;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/** Sends the requests of uploads in parts, to {@code /bucket/key} where nothing else is said. */
final class Multipart {
    /** As many bytes as a part must have that is not the last. */
    static final int MINIMUM = 5 << 20;

    private final Client client;

    Multipart(Client client) {
        this.client = client;
    }

    String begin(String... headers) {
        return client.send("POST", "/bucket/key?uploads", headers)
                .requireStatus(200)
                .element("UploadId");
    }

    String beginAt(String path) {
        return client.send("POST", path + "?uploads").requireStatus(200).element("UploadId");
    }

    Reply send(String upload, int number, byte[] bytes, String... headers) {
        return client.send("PUT", "/bucket/key?partNumber=" + number + "&uploadId=" + upload, bytes, headers);
    }

    String put(String upload, int number, byte[] bytes) {
        return send(upload, number, bytes).requireStatus(200).header("ETag");
    }

    Reply complete(String upload, String... parts) {
        return client.send(
                "POST", "/bucket/key?uploadId=" + upload, document(parts).getBytes(UTF_8));
    }

    static String document(String... parts) {
        return "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
    }

    static String part(int number, String tag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
    }

    static String part(int number, Digests digests) {
        Checksum checksum = digests.checksums().getFirst();
        String element = "Checksum" + checksum.algorithm();
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>"
                + digests.md5().value() + "</ETag><" + element + ">" + checksum.value() + "</" + element + "></Part>";
    }

    static Digests digests(ChecksumAlgorithm algorithm, byte[] bytes) {
        ContentHasher hasher = new ContentHasher(Set.of(algorithm));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish();
    }

    static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
