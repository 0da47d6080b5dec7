package io.geckos.s3.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostPolicyTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
    private static final Map<String, String> FORM =
            Map.of("bucket", "bucket", "key", "dir/a$b", "content-type", "image/png,image/gif", "acl", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`acl`: ``}",
                "[`eq`, `$key`, `dir/a$b`]",
                "[`EQ`, `$KEY`, `dir/a$b`]",
                "{`kEY`: `dir/a$b`}",
                "[`starts-with`, `$key`, `dir/`]",
                "[`Starts-With`, `$Key`, ``]",
                "[`starts-with`, `$acl`, ``]",
                "[`starts-with`, `$key`, `dir/a\\$b`]",
                "[`starts-with`, `$content-type`, `image/`]",
                "[`content-length-range`, 0, 0]",
                "[`content-length-range`, `5`, `10`]",
            })
    void conditionsThatHold(String condition) {
        parse(condition).check(FORM, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`acl`: `x`}                               | [`eq`, `$acl`, `x`]",
                "{`Acl`: `x`}                               | [`eq`, `$Acl`, `x`]",
                "[`eq`, `$key`, `DIR/a$b`]                  | [`eq`, `$key`, `DIR/a$b`]",
                "[`eq`, `key`, `dir/a$b`]                   | [`eq`, `key`, `dir/a$b`]",
                "[`starts-with`, `$key`, `a`]               | [`starts-with`, `$key`, `a`]",
                "[`starts-with`, `$missing`, ``]            | [`starts-with`, `$missing`, ``]",
                "[`starts-with`, `$content-type`, `image/p`]| [`starts-with`, `$content-type`, `image/p`]",
                "[`content-length-range`, `test`, `10`]     | [`content-length-range`, `test`, `10`]",
                "[`content-length-range`, 1.5, 10]          | [`content-length-range`, 1.5, 10]",
            })
    void conditionsThatFail(String condition, String told) {
        S3Exception refusal =
                assertThrows(S3Exception.class, () -> parse(condition).check(FORM, NOW));
        assertEquals(S3Error.AccessDenied, refusal.error());
        assertEquals("Invalid according to Policy: Policy Condition failed: " + json(told), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                          | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{`acl`: `x`, `key`: `y`}    | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{`success_action_status`: 201} | Invalid Simple-Condition: value must be a string.",
                "`acl`                       | Invalid condition test: must be a List or Object.",
                "[]                          | Invalid Condition: missing operation identifier.",
                "[1, `$key`, `x`]            | Invalid Condition: missing operation identifier.",
                "[`ends-with`, `$key`, `x`]  | Invalid Condition: unknown operation 'ends-with'.",
                "[`eq`, `$key`]              | Invalid eq: wrong number of arguments.",
                "[`eq`, `$key`, 5]           | Invalid eq: arguments must be strings.",
                "[`content-length-range`, 0] | Invalid content-length-range: wrong number of arguments.",
                "[`content-length-range`, -1, 0] | Invalid content-length-range: -1 to 0 is no range of sizes.",
            })
    void conditionsThatAreNone(String condition, String told) {
        assertInvalid(document(condition), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                          | Invalid JSON.",
                "expiration                                                  | Invalid JSON.",
                "[]                                                          | Invalid JSON.",
                "{`conditions`: [], `expiration`: `2999-01-01T00:00:00Z`} {} | Invalid JSON.",
                "{`conditions`: []}                                          | Policy missing expiration.",
                "{`expiration`: `2999-01-01T00:00:00Z`}                      | Policy missing conditions.",
                "{`EXPIRATION`: `2999-01-01T00:00:00Z`, `conditions`: []}    | Unexpected: \"EXPIRATION\"",
                "{`expiration`: `2999-01-01T00:00:00Z`, `CONDITIONS`: []}    | Unexpected: \"CONDITIONS\"",
                "{`expiration`: `2999-01-01T00:00:00Z`, `conditions`: {}}    | Invalid 'conditions' value: must be a List.",
                "{`expiration`: `tomorrow`, `conditions`: []}                | Invalid 'expiration' value: 'tomorrow'",
                "{`expiration`: `2999-02-30T00:00:00Z`, `conditions`: []}    | Invalid 'expiration' value: '2999-02-30T00:00:00Z'",
                "{`expiration`: `2999-01-01 00:00:00`, `conditions`: []}     | Invalid 'expiration' value: '2999-01-01 00:00:00'",
                "{`expiration`: 7, `conditions`: []}                         | Invalid 'expiration' value: '7'",
            })
    void documentsThatAreNone(String document, String told) {
        assertInvalid(json(document), told);
    }

    @Test
    void textThatIsNotBase64IsNone() {
        S3Exception refusal = assertThrows(S3Exception.class, () -> PostPolicy.parse("{policy}"));
        assertEquals("Invalid Policy: invalid Base64 encoding.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{`a`:"})
    void aPolicyOfTooManyLevelsIsNone(String level) {
        assertInvalid(
                json("{`expiration`: `2999-01-01T00:00:00Z`, `conditions`: " + level.repeat(10_000)), "Invalid JSON.");
    }

    @Test
    void base64MayBeBrokenIntoLines() {
        String encoded = Base64.getMimeEncoder(20, new byte[] {'\r', '\n'})
                .encodeToString(document("[`starts-with`, `$key`, ``]").getBytes(UTF_8));
        PostPolicy.parse(encoded).check(FORM, NOW);
    }

    @Test
    void aPolicyHoldsUntilItExpires() {
        PostPolicy policy = parse("{`acl`: ``}");
        policy.check(FORM, Instant.parse("2998-12-31T23:59:59.999Z"));
        S3Exception refusal =
                assertThrows(S3Exception.class, () -> policy.check(FORM, Instant.parse("2999-01-01T00:00:00Z")));
        assertEquals("Invalid according to Policy: Policy expired.", refusal.getMessage());
        assertEquals(S3Error.AccessDenied, refusal.error());
    }

    @Test
    void everyFieldNeedsACondition() {
        Map<String, String> form = new HashMap<>(FORM);
        form.put("x-amz-meta-a", "");
        form.put("expires", "0");
        S3Exception refusal =
                assertThrows(S3Exception.class, () -> parse("{`acl`: ``}").check(form, NOW));
        assertEquals("Invalid according to Policy: Extra input fields: expires, x-amz-meta-a", refusal.getMessage());
        assertEquals(S3Error.AccessDenied, refusal.error());
    }

    @Test
    void onlyWhatCarriesThePolicyOrVouchesForTheFileNeedsNone() {
        Map<String, String> form = new HashMap<>(FORM);
        form.put("policy", "");
        form.put("x-amz-signature", "");
        form.put("awsaccesskeyid", "");
        form.put("signature", "");
        form.put("x-ignore-this", "");
        form.put("x-amz-checksum-crc32", "");
        parse("{`acl`: ``}").check(form, NOW);
    }

    @Test
    void allRangesOfSizesHoldTogether() {
        assertEquals(ContentLengthRange.ANY, parse("{`acl`: ``}").sizes());
        assertEquals(
                new ContentLengthRange(3, 7),
                parse("[`content-length-range`, 1, 7], [`content-length-range`, 3, 9]")
                        .sizes());
    }

    private static void assertInvalid(String document, String told) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> PostPolicy.parse(base64(document)));
        assertEquals(S3Error.InvalidPolicyDocument, refusal.error());
        assertEquals("Invalid Policy: " + told, refusal.getMessage());
    }

    /** A policy of these conditions, beside those that cover what every form here has. */
    private static PostPolicy parse(String conditions) {
        return PostPolicy.parse(base64(document(conditions)));
    }

    private static String document(String conditions) {
        return json("{`expiration`: `2999-01-01T00:00:00Z`, `conditions`: [{`bucket`: `bucket`},"
                + " [`starts-with`, `$key`, ``], [`starts-with`, `$acl`, ``], [`starts-with`, `$content-type`, ``], "
                + conditions + "]}");
    }

    private static String json(String text) {
        return text.replace('`', '"');
    }

    private static String base64(String document) {
        return Base64.getEncoder().encodeToString(document.getBytes(UTF_8));
    }
}
