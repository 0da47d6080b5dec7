package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectsTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final Client client = Client.withBucket();

    @Test
    void anObjectComesBackAsItWasPut() {
        Reply put = client.send(
                "PUT",
                "/bucket/a/key?x-id=PutObject",
                HELLO,
                "Content-Type",
                "text/plain",
                "Content-Encoding",
                "aws-chunked,gzip",
                "x-amz-meta-Colour",
                "blue");
        assertEquals("\"5d41402abc4b2a76b9719d911017c592\"", put.header("ETag"));

        Reply got = client.send("GET", "/bucket/a/key");
        assertEquals(200, got.status());
        assertArrayEquals(HELLO, got.bytes());
        assertEquals("text/plain", got.header("Content-Type"));
        assertEquals("gzip", got.header("Content-Encoding"));
        assertEquals("blue", got.header("x-amz-meta-colour"));
        assertEquals("REQUEST", got.header("x-amz-request-id"));

        Reply head = client.send("HEAD", "/bucket/a/key");
        assertEquals("5", head.header("Content-Length"));
        assertEquals(0, head.bytes().length);

        assertEquals(204, client.send("DELETE", "/bucket/a/key").status());
        assertEquals("NoSuchKey", client.send("GET", "/bucket/a/key").element("Code"));
    }

    @Test
    void listsWhatIsThere() {
        for (String key : List.of("b", "a%20b", "dir/x", "dir/y")) {
            client.send("PUT", "/bucket/" + key, HELLO).requireStatus(200);
        }
        Reply list = client.send("GET", "/bucket?list-type=2&delimiter=/&encoding-type=url");
        assertEquals(List.of("a%20b", "b"), list.elements("Key"));
        assertEquals(List.of("", "dir/"), list.elements("Prefix"));
        assertEquals("3", list.element("KeyCount"));
        Reply first = client.send("GET", "/bucket?list-type=2&max-keys=2");
        assertEquals(List.of("a b", "b"), first.elements("Key"));
        assertEquals("true", first.element("IsTruncated"));
        String token = first.element("NextContinuationToken");
        Reply second = client.send("GET", "/bucket?list-type=2&continuation-token=" + token);
        assertEquals(List.of("dir/x", "dir/y"), second.elements("Key"));
        assertTrue(second.text().contains("<IsTruncated>false</IsTruncated>"));
    }

    @Test
    void bucketsAreListed() {
        assertEquals(List.of("bucket"), client.send("GET", "/").elements("Name"));
    }
}
