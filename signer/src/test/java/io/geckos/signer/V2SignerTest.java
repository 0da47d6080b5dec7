package io.geckos.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples of the S3 API reference.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html">Signature Version 2</a>
 */
class V2SignerTest {
    private final V2Signer signer = new V2Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    @Test
    void signsAGet() {
        String text = V2Signer.stringToSign(
                "GET", "Tue, 27 Mar 2007 19:36:42 +0000", "/johnsmith/photos/puppy.jpg", "", Map.of());
        assertEquals("AWS AKIAIOSFODNN7EXAMPLE:bWq2s1WEIj+Ydj0vQ697zp+IXMU=", signer.authorization(text));
    }

    @Test
    void signsAnUploadWithItsHeaders() {
        String text = V2Signer.stringToSign(
                "PUT",
                "Tue, 27 Mar 2007 21:06:08 +0000",
                "/static.johnsmith.net/db-backup.dat.gz",
                "",
                Map.of(
                        "content-md5", "4gJE4saaMU4BqNR0kLY+lw==",
                        "content-type", "application/x-download",
                        "content-length", "5913339",
                        "x-amz-acl", "public-read",
                        "x-amz-meta-checksumalgorithm", "crc32",
                        "x-amz-meta-filechecksum", "0x02661779",
                        "x-amz-meta-reviewedby", "joe@johnsmith.net,jane@johnsmith.net"));
        assertEquals("AWS AKIAIOSFODNN7EXAMPLE:ilyl83RwaSoYIEdixDQcA4OnAnc=", signer.authorization(text));
    }

    @Test
    void signsSubresourcesAndNoOtherParameters() {
        String text =
                V2Signer.stringToSign("GET", "1", "/b/k", "uploads=&prefix=a&acl&response-expires=a%2Cb", Map.of());
        assertEquals("GET\n\n\n1\n/b/k?acl&response-expires=a,b&uploads", text);
    }
}
