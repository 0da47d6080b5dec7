package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class DeleteObjectsTest {
    private final ServiceClient client = ServiceClient.withBucket();

    private void put(String... keys) {
        for (String key : keys) {
            client.send("PUT", "/bucket/" + PercentEncoding.encodePath(key)).requireStatus(200);
        }
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        put("a", "b&c", "d");
        ServiceReply reply = delete(client, object("a") + object("b&amp;c") + object("never-was"));
        assertEquals(
                List.of("a", "b&amp;c", "never-was"), reply.requireStatus(200).elements("Key"));
        assertEquals(List.of("d"), client.keys());
    }

    @Test
    void onlyRefusalsAreToldWhenItIsToBeQuiet() {
        put("a", "b");
        ServiceReply reply = delete(
                client,
                "<Quiet>true</Quiet>" + object("a")
                        + "<Object><Key>b</Key><VersionId>other</VersionId></Object>"
                        + object("k".repeat(1025)));
        assertEquals(200, reply.status());
        assertEquals(List.of("NoSuchVersion", "KeyTooLongError"), reply.elements("Code"));
        assertEquals(List.of("other"), reply.elements("VersionId"));
        assertEquals(List.of("b"), client.keys());
    }

    @Test
    void anEmptyVersionIsNoVersionOfItsKey() {
        put("a");
        ServiceReply reply = delete(client, "<Object><Key>a</Key><VersionId></VersionId></Object>");
        assertEquals(List.of("NoSuchVersion"), reply.requireStatus(200).elements("Code"));
        assertEquals(List.of("a"), client.keys());
    }

    @Test
    void theVersionCalledNullIsTheObject() {
        put("a");
        ServiceReply reply = delete(client, "<Object><Key>a</Key><VersionId>null</VersionId></Object>");
        assertEquals("null", reply.element("VersionId"));
        assertEquals(List.of(), client.keys());
    }

    @Test
    void conditionsAreDecidedOneByOne() {
        put("a", "b");
        ServiceReply reply = delete(
                client,
                "<Object><Key>a</Key><ETag>\"d41d8cd98f00b204e9800998ecf8427e\"</ETag></Object>"
                        + "<Object><Key>b</Key><ETag>other</ETag></Object>");
        assertEquals(List.of("PreconditionFailed"), reply.elements("Code"));
        assertEquals(List.of("b"), client.keys());
    }

    @Test
    void aThousandAreAllowedAndNoMore() {
        assertEquals(200, delete(client, object("k").repeat(1000)).status());
        assertEquals("MalformedXML", delete(client, object("k").repeat(1001)).error());
    }

    @Test
    void eachKeyNeedsItsPermission() {
        put("mine", "yours");
        ServiceClient guarded = new ServiceClient(
                client.storage, request -> request.resource().endsWith("/yours") ? Decision.DENIED : Decision.ALLOWED);
        ServiceReply reply = delete(guarded, object("mine") + object("yours"));
        assertEquals(List.of("AccessDenied"), reply.elements("Code"));
        assertEquals(List.of("yours"), client.keys());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Object/>",
                "<Object><Key></Key></Object>",
                "<Object><Key>a</Key><Key>b</Key></Object>",
                "<Object><Name>a</Name></Object>",
                "<Key>a</Key>",
                "<Quiet>yes</Quiet><Object><Key>a</Key></Object>"
            })
    void malformedDocumentsDeleteNothing(String content) {
        put("a");
        assertEquals("MalformedXML", delete(client, content).element("Code"));
        assertEquals(List.of("a"), client.keys());
    }

    @Test
    void conditionsOnTimeAndSizeAreChecked() {
        put("a");
        String time = client.send("GET", "/bucket/a").header("last-modified");
        for (String other : List.of(
                "<Size>1</Size>",
                "<LastModifiedTime>Tue, 01 Jan 2019 00:00:00 GMT</LastModifiedTime>",
                "<ETag>x</ETag><Size>0</Size>",
                "<ETag>x</ETag><LastModifiedTime>" + time + "</LastModifiedTime>")) {
            assertEquals(
                    "PreconditionFailed",
                    delete(client, "<Object><Key>a</Key>" + other + "</Object>").element("Code"));
        }
        for (String wrong : List.of("<Size>-1</Size>", "<LastModifiedTime>today</LastModifiedTime>")) {
            assertEquals(
                    "InvalidArgument",
                    delete(client, "<Object><Key>a</Key>" + wrong + "</Object>").error());
        }
        assertEquals(List.of("a"), client.keys());
        assertDeletedWith(() -> client.send("GET", "/bucket/a").header("last-modified"));
        assertDeletedWith(() -> client.send("GET", "/bucket?list-type=2").element("LastModified"));
    }

    private void assertDeletedWith(Supplier<String> time) {
        put("a");
        delete(
                client,
                "<Object><Key>a</Key><Size>0</Size><LastModifiedTime>" + time.get() + "</LastModifiedTime></Object>");
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theDocumentMustBeVouchedFor() {
        byte[] document = ("<Delete>" + object("a") + "</Delete>").getBytes(UTF_8);
        put("a");
        assertEquals(
                "InvalidRequest",
                client.send("POST", "/bucket?delete", document).error());
        assertEquals(
                "BadDigest",
                client.send("POST", "/bucket?delete", document, "content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .error());
        assertEquals(
                "BadDigest",
                client.send("POST", "/bucket?delete", document, "x-amz-checksum-crc32", "AAAAAA==")
                        .error());
        assertEquals(List.of("a"), client.keys());
    }

    @Test
    void theBucketMustBeThere() {
        byte[] document = ("<Delete>" + object("a") + "</Delete>").getBytes(UTF_8);
        assertEquals(
                "NoSuchBucket",
                client.send("POST", "/nobodys?delete", document, "content-md5", md5(document))
                        .error());
    }

    private static String object(String key) {
        return "<Object><Key>" + key + "</Key></Object>";
    }

    private static ServiceReply delete(ServiceClient client, String content) {
        byte[] document =
                ("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</Delete>").getBytes(UTF_8);
        return client.send("POST", "/bucket?delete", document, "content-md5", md5(document));
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
