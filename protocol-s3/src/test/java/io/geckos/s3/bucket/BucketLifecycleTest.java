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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class BucketLifecycleTest {
    private static final String HEAD = "<Rule><ID>r</ID><Filter/><Status>Enabled</Status>";

    private static final String MINIMUM = "x-amz-transition-default-minimum-object-size";

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
                "<Rule><ID>a</ID><Filter><And><Prefix></Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>"
                        + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><ID>a</ID><Filter><And><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan>"
                        + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>"
                        + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
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
        "<Expiration><Date>+10000-01-01T00:00:00Z</Date></Expiration>, MalformedXML",
        "<Expiration><Date>-0001-01-01</Date></Expiration>, MalformedXML",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Prefix>p</Prefix>",
                "<Tag><Key>k</Key><Value>v</Value></Tag>",
                "<ObjectSizeLessThan>5</ObjectSizeLessThan>"
            })
    void anAndOfLessThanTwoConditionsIsRefused(String conditions) {
        putFilter("<And>" + conditions + "</And>").requireError(400, "MalformedXML");
        client.send("GET", "/bucket?lifecycle").requireError(404, "NoSuchLifecycleConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "0,   0,   A Tag's Key must be a length between 1 and 128.",
        "129, 0,   A Tag's Key must be a length between 1 and 128.",
        "1,   257, A Tag's Value must be a length between 0 and 256.",
    })
    void tagsThatNoObjectCanHaveAreRefused(int key, int value, String message) {
        String tag = tag("k".repeat(key), "v".repeat(value));
        for (String filter : List.of(tag, "<And><Prefix>p</Prefix>" + tag + "</And>")) {
            ServiceReply refused = putFilter(filter);
            refused.requireError(400, "InvalidRequest");
            assertEquals(message, refused.element("Message").replace("&apos;", "'"));
        }
    }

    @Test
    void tagsAndPrefixesMayBeAsLongAsThoseOfObjects() {
        putFilter("<And><Prefix>" + "é".repeat(512) + "</Prefix>" + tag("😀".repeat(128), "é".repeat(256)) + "</And>")
                .requireStatus(200);
    }

    @Test
    void prefixesThatAreLongerThanKeysAreRefused() {
        String prefix = "<Prefix>" + "é".repeat(512) + "p</Prefix>";
        String actions = "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
        for (String filter : List.of(prefix, "<Filter>" + prefix + "</Filter>")) {
            ServiceReply refused = put("<Rule><ID>a</ID>" + filter + actions);
            refused.requireError(400, "InvalidRequest");
            assertEquals("The maximum size of a prefix is 1024", refused.element("Message"));
        }
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
    }

    @Test
    void theLeastSizeOfTransitionsIsKeptUntilItIsPutAgain() {
        String rule = HEAD + "<Expiration><Days>1</Days></Expiration></Rule>";
        assertEquals("all_storage_classes_128K", put(rule).header(MINIMUM));
        assertEquals(
                "varies_by_storage_class",
                put(rule, MINIMUM, "varies_by_storage_class").header(MINIMUM));
        assertEquals(
                "varies_by_storage_class",
                client.send("GET", "/bucket?lifecycle").header(MINIMUM));
        assertEquals(
                "all_storage_classes_128K",
                put(rule, MINIMUM, "all_storage_classes_128K").header(MINIMUM));
        assertEquals(
                "all_storage_classes_128K",
                client.send("GET", "/bucket?lifecycle").header(MINIMUM));
        put(rule, MINIMUM, "varies_by_storage_class").requireStatus(200);
        put(rule).requireStatus(200);
        assertEquals(
                "all_storage_classes_128K",
                client.send("GET", "/bucket?lifecycle").header(MINIMUM));
    }

    @Test
    void anotherLeastSizeOfTransitionsIsRefused() {
        put(HEAD + "<Expiration><Days>1</Days></Expiration></Rule>", MINIMUM, "1K")
                .requireError(400, "InvalidArgument");
        client.send("GET", "/bucket?lifecycle").requireError(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void rulesWithoutADigestAreRefused() {
        byte[] body = document(HEAD + "<Expiration><Days>1</Days></Expiration></Rule>");
        client.send("PUT", "/bucket?lifecycle", body).requireError(400, "InvalidRequest");
    }

    private ServiceReply putFilter(String conditions) {
        return put("<Rule><ID>a</ID><Filter>" + conditions
                + "</Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>");
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
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
