package io.geckos.s3.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/** Sends the requests of uploads in parts, to {@code /bucket/key} where nothing else is said. */
public final class MultipartSession {
    /** As many bytes as a part must have that is not the last. */
    public static final int MINIMUM = 5 << 20;

    private final ServiceClient client;

    public MultipartSession(ServiceClient client) {
        this.client = client;
    }

    public String begin(String... headers) {
        return client.send("POST", "/bucket/key?uploads", headers)
                .requireStatus(200)
                .element("UploadId");
    }

    public String beginAt(String path) {
        return client.send("POST", path + "?uploads").requireStatus(200).element("UploadId");
    }

    public ServiceReply send(String upload, int number, byte[] bytes, String... headers) {
        return client.send("PUT", "/bucket/key?partNumber=" + number + "&uploadId=" + upload, bytes, headers);
    }

    public String put(String upload, int number, byte[] bytes) {
        return send(upload, number, bytes).requireStatus(200).header("ETag");
    }

    public ServiceReply complete(String upload, String... parts) {
        return client.send(
                "POST", "/bucket/key?uploadId=" + upload, document(parts).getBytes(UTF_8));
    }

    public static String document(String... parts) {
        return "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
    }

    public static String part(int number, String tag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
    }

    public static String part(int number, Digests digests) {
        Checksum checksum = digests.checksums().getFirst();
        String element = "Checksum" + checksum.algorithm();
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>"
                + digests.md5().value() + "</ETag><" + element + ">" + checksum.value() + "</" + element + "></Part>";
    }

    public static Digests digests(ChecksumAlgorithm algorithm, byte[] bytes) {
        ContentHasher hasher = new ContentHasher(Set.of(algorithm));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish();
    }

    public static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
