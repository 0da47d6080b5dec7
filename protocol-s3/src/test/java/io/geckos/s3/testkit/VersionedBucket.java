package io.geckos.s3.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A client of a bucket that keeps versions, named {@code bucket}. */
public final class VersionedBucket {
    public final ServiceClient client = new ServiceClient();

    private VersionedBucket(String... headers) {
        client.send("PUT", "/bucket", headers).requireStatus(200);
    }

    /** Of a bucket with versioning. */
    public static VersionedBucket enabled() {
        VersionedBucket bucket = new VersionedBucket();
        bucket.set("Enabled");
        return bucket;
    }

    /** Of a bucket with object lock. */
    public static VersionedBucket locked() {
        return new VersionedBucket("x-amz-bucket-object-lock-enabled", "true");
    }

    /** Gives the bucket another status of versioning. */
    public void set(String status) {
        client.send("PUT", "/bucket?versioning", versioning(status)).requireStatus(200);
    }

    public static byte[] versioning(String status) {
        return ("<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>").getBytes(UTF_8);
    }

    /** Stores an object and answers its version; empty text if the answer names none. */
    public String put(String key, String content, String... headers) {
        return client.send("PUT", "/bucket/" + key, content.getBytes(UTF_8), headers)
                .requireStatus(200)
                .header("x-amz-version-id");
    }

    /** Deletes a key and answers the delete marker that this made. */
    public String delete(String key) {
        ServiceReply reply = client.send("DELETE", "/bucket/" + key).requireStatus(204);
        return reply.header("x-amz-delete-marker").equals("true") ? reply.header("x-amz-version-id") : "";
    }

    public ServiceReply send(String method, String uri, String... headers) {
        return client.send(method, "/bucket" + uri, headers);
    }

    /** Sends a document with its checksum, which S3 wants of some. */
    public ServiceReply sendDocument(String method, String uri, String document, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "content-md5";
        all[1] = md5(document);
        return client.send(method, "/bucket" + uri, document.getBytes(UTF_8), all);
    }

    /** The value of {@code Content-MD5} for a document. */
    public static String md5(String document) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(document.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of a version. */
    public String read(String key, String version) {
        return send("GET", "/" + key + "?versionId=" + version)
                .requireStatus(200)
                .text();
    }
}
