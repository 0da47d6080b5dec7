package io.geckos.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.auth.AnonymousAuthenticator;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signature over a form's policy. */
class SignedPostFormTest {
    private static final String POLICY = String.join(
            "\r\n",
            "{ \"expiration\": \"2015-12-30T12:00:00.000Z\",",
            "  \"conditions\": [",
            "    {\"bucket\": \"sigv4examplebucket\"},",
            "    [\"starts-with\", \"$key\", \"user/user1/\"],",
            "    {\"acl\": \"public-read\"},",
            "    {\"success_action_redirect\": \"http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html\"},",
            "    [\"starts-with\", \"$Content-Type\", \"image/\"],",
            "    {\"x-amz-meta-uuid\": \"14365123651274\"},",
            "    {\"x-amz-server-side-encryption\": \"AES256\"},",
            "    [\"starts-with\", \"$x-amz-meta-tag\", \"\"],",
            "",
            "    {\"x-amz-credential\": \"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"},",
            "    {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"},",
            "    {\"x-amz-date\": \"20151229T000000Z\" }",
            "  ]",
            "}");

    private final SignatureAuthenticator authenticator = ExampleKeys.authenticator();

    /** The form of AWS's example. */
    private static Map<String, String> form() {
        Map<String, String> fields = new HashMap<>();
        fields.put("key", "user/user1/${filename}");
        fields.put("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request");
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-date", "20151229T000000Z");
        fields.put("policy", Base64.getEncoder().encodeToString(POLICY.getBytes(StandardCharsets.US_ASCII)));
        fields.put("x-amz-signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
        return fields;
    }

    private AuthenticationException refused(Reason reason, Map<String, String> fields) {
        AuthenticationException refusal =
                assertThrows(AuthenticationException.class, () -> authenticator.authenticateForm(fields));
        assertEquals(reason, refusal.reason(), refusal::getMessage);
        return refusal;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> fields = form();
        fields.put(name, value);
        return fields;
    }

    @Test
    void theExampleOfAwsIsAccepted() {
        assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), authenticator.authenticateForm(form()));
    }

    @Test
    void aFormWithoutCredentialsIsAnonymous() {
        assertEquals(Identity.ANONYMOUS, authenticator.authenticateForm(Map.of("key", "k")));
    }

    @Test
    void aPolicyThatNobodySigned() {
        refused(Reason.ACCESS_DENIED, Map.of("key", "k", "policy", "e30="));
    }

    @ParameterizedTest
    @CsvSource({"policy", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Algorithm", "X-Amz-Date"})
    void missingFields(String name) {
        Map<String, String> fields = form();
        fields.remove(name.toLowerCase(Locale.ROOT));
        assertEquals(
                "Bucket POST must contain a field named '" + name
                        + "'.  If it is specified, please check the order of the fields.",
                refused(Reason.INVALID_ARGUMENT, fields).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-algorithm, AWS4-HMAC-SHA1",
        "x-amz-algorithm, AWS4-ECDSA-P256-SHA256",
        "x-amz-date, 2015-12-29T00:00:00Z",
        "x-amz-date, 20151230T000000Z",
        "x-amz-credential, AKIAIOSFODNN7EXAMPLE",
        "x-amz-credential, AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/ec2/aws4_request",
        "x-amz-credential, AKIAIOSFODNN7EXAMPLE/20151228/us-east-1/s3/aws4_request"
    })
    void malformedFields(String name, String value) {
        refused(Reason.INVALID_ARGUMENT, with(name, value));
    }

    @Test
    void signatureVersion2() {
        refused(
                Reason.INVALID_REQUEST,
                Map.of("policy", "e30=", "awsaccesskeyid", ExampleKeys.ID, "signature", "c2ln"));
    }

    @Test
    void unknownKey() {
        refused(Reason.UNKNOWN_ACCESS_KEY, with("x-amz-credential", "AKIA/20151229/us-east-1/s3/aws4_request"));
    }

    @Test
    void wrongSignaturePolicyRegion() {
        refused(Reason.SIGNATURE_MISMATCH, with("x-amz-signature", "0".repeat(64)));
        refused(Reason.SIGNATURE_MISMATCH, with("policy", form().get("policy") + " "));
        refused(
                Reason.SIGNATURE_MISMATCH,
                with("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/eu-west-1/s3/aws4_request"));
    }

    @Test
    void wrongRegionWhereOneIsConfigured() {
        SignatureAuthenticator european = new SignatureAuthenticator(
                ExampleKeys.STORE,
                Optional.of("eu-west-1"),
                SignatureV2Policy.OFF,
                Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));
        AuthenticationException refusal =
                assertThrows(AuthenticationException.class, () -> european.authenticateForm(form()));
        assertEquals(Map.of("Region", "eu-west-1"), refusal.details());
    }

    @Test
    void sessionTokensAreNotIssuedHere() {
        refused(Reason.INVALID_TOKEN, with("x-amz-security-token", "token"));
        refused(Reason.INVALID_TOKEN, Map.of("x-amz-security-token", "token"));
    }

    @Test
    void whereNoCredentialsAreLookedAtAFormIsAnonymous() {
        assertEquals(
                Identity.ANONYMOUS,
                new AnonymousAuthenticator().authenticateForm(with("x-amz-signature", "0".repeat(64))));
    }
}
