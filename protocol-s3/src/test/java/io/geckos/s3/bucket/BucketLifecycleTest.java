package io.geckos.s3.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class BucketLifecycleTest {
    private static final String HEAD = "<Rule><ID>r</ID><Filter/><Status>Enabled</Status>";

    private final ServiceClient client = ServiceClient.withBucket();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Rule><ID>a</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter/><Status>Disabled</Status><Expiration><Days>3</Days></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status>"
                        + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
                        + "<ObjectSizeGreaterThan>1</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And>"
                        + "</Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter/><Status>Enabled</Status>"
                        + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                        + "<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>"
                        + "<NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
                        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload></Rule>"
            })
    void rulesAreGivenBackAsTheyWerePut(String rules) {
        put(rules).requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket?lifecycle").requireStatus(200);
        assertTrue(
                got.text().contains(rules.replace("<Filter/>", "<Filter></Filter>"))
                        || got.text().contains(rules),
                got.text());
    }

    @Test
    void withoutRulesThereIsNoConfiguration() {
        client.send("GET", "/bucket?lifecycle").requireError(404, "NoSuchLifecycleConfiguration");
        put(HEAD + "<Expiration><Days>1</Days></Expiration></Rule>").requireStatus(200);
        client.send("DELETE", "/bucket?lifecycle").requireStatus(204);
        client.send("GET", "/bucket?lifecycle").requireError(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void aRuleWithoutAnIdGetsOne() {
        put("<Rule><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>")
                .requireStatus(200);
        String first = client.send("GET", "/bucket?lifecycle").element("ID");
        assertEquals(first, client.send("GET", "/bucket?lifecycle").element("ID"));
        assertTrue(first.length() > 10, first);
    }

    @ParameterizedTest
    @CsvSource({
        "<Expiration><Days>0</Days></Expiration>, InvalidArgument",
        "<Expiration><Days>-1</Days></Expiration>, InvalidArgument",
        "<Expiration><Days>x</Days></Expiration>, MalformedXML",
        "<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>, MalformedXML",
        "<Expiration></Expiration>, MalformedXML",
        "<Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>, InvalidArgument",
        "<Expiration><Date>soon</Date></Expiration>, MalformedXML",
        "<NoncurrentVersionExpiration><NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration>, MalformedXML",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101</NewerNoncurrentVersions></NoncurrentVersionExpiration>, InvalidArgument",
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation></AbortIncompleteMultipartUpload>, InvalidArgument",
        "<Unknown/>, MalformedXML",
        "'', InvalidRequest",
    })
    void actionsThatSayNothingSensibleAreRefused(String action, String code) {
        put(HEAD + action + "</Rule>").requireError(400, code);
        client.send("GET", "/bucket?lifecycle").requireError(404, "NoSuchLifecycleConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "<Rule><ID>a</ID><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>, MalformedXML",
        "<Rule><ID>a</ID><Filter/><Prefix/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>, MalformedXML",
        "<Rule><ID>a</ID><Filter/><Expiration><Days>1</Days></Expiration></Rule>, MalformedXML",
        "<Rule><ID>a</ID><Filter/><Status>enabled</Status><Expiration><Days>1</Days></Expiration></Rule>, MalformedXML",
        "<Rule><ID>a</ID><Filter><Prefix>a</Prefix><ObjectSizeLessThan>1</ObjectSizeLessThan></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>, MalformedXML",
        "<Rule><ID>a</ID><Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>, InvalidRequest",
        "<Rule><ID>a</ID><Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>, InvalidRequest",
        "<Rule><ID>a</ID><Filter><And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>, InvalidRequest",
    })
    void rulesThatContradictThemselvesAreRefused(String rule, String code) {
        put(rule).requireError(400, code);
    }

    @Test
    void idsAreUniqueAndShort() {
        String rule = HEAD + "<Expiration><Days>1</Days></Expiration></Rule>";
        put(rule + rule).requireError(400, "InvalidArgument");
        put(rule.replace("<ID>r</ID>", "<ID>" + "r".repeat(256) + "</ID>")).requireError(400, "InvalidArgument");
    }

    @Test
    void transitionsAreNotImplemented() {
        put(HEAD + "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>")
                .requireError(501, "NotImplemented");
        put(
                        HEAD + "<Expiration><Days>1</Days></Expiration></Rule>",
                        "x-amz-transition-default-minimum-object-size",
                        "varies_by_storage_class")
                .requireError(501, "NotImplemented");
    }

    @Test
    void theLeastSizeOfTransitionsIsTheDefault() {
        ServiceReply reply = put(
                        HEAD + "<Expiration><Days>1</Days></Expiration></Rule>",
                        "x-amz-transition-default-minimum-object-size",
                        "all_storage_classes_128K")
                .requireStatus(200);
        assertEquals("all_storage_classes_128K", reply.header("x-amz-transition-default-minimum-object-size"));
    }

    @Test
    void rulesWithoutADigestAreRefused() {
        byte[] body = document(HEAD + "<Expiration><Days>1</Days></Expiration></Rule>");
        client.send("PUT", "/bucket?lifecycle", body).requireError(400, "InvalidRequest");
    }

    private ServiceReply put(String rules, String... more) {
        byte[] body = document(rules);
        String[] headers = java.util.Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "Content-MD5";
        headers[more.length + 1] = md5(body);
        return client.send("PUT", "/bucket?lifecycle", body, headers);
    }

    private static byte[] document(String rules) {
        return ("<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + rules
                        + "</LifecycleConfiguration>")
                .getBytes(UTF_8);
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
